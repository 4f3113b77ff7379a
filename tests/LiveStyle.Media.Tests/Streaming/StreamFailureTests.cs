using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Streaming;
using Xunit;

namespace LiveStyle.Media.Tests.Streaming;

public sealed class StreamFailureTests
{
    [Fact]
    public void A_server_whose_disk_is_full_is_told_without_the_key()
    {
        StreamOutput output = StreamOutput.TryParse("rtmp://host/live/very-secret-key")!;

        MediaException failure = Of(output, "[error] Server error: very-secret-key: No space left on device");

        Assert.IsType<DiskFullException>(failure);
        Assert.Equal("rtmp://host/live/…", failure.Location);
        Assert.DoesNotContain("very-secret-key", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_with_the_file() =>
        Assert.Equal("rec/show.mkv", Of(StreamOutput.TryParse("rec/show.mkv")!, "[error] rec/show.mkv: No space left on device").Location);

    static MediaException Of(StreamOutput output, string line)
    {
        var log = new FfmpegLog { Keys = output.Keys };
        log.Add(line);
        return StreamFailure.Of(output, log, 1);
    }
}

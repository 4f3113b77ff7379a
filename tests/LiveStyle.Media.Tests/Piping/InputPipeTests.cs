using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Piping;

[Trait("Speed", "Slow")]
public sealed class InputPipeTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>Longer than what is read to examine it.</summary>
    byte[] Clip => File.ReadAllBytes(folder.Make("in.nut", "-f lavfi -i testsrc2=s=64x48:r=24:d=60 -c:v rawvideo -pix_fmt rgb24"));

    [Fact]
    public async Task A_source_that_is_disposed_of_no_longer_reads_from_the_callers_stream()
    {
        // No more than may wait for the decoder.
        var stream = new CallerStream(Clip[..(7 << 20)]);
        InputPipe pipe = await InputPipe.OpenAsync(stream, Cancellation);
        VideoSource source = await VideoSource.OpenAsync(pipe.Clip, new VideoSourceOptions(), "", pipe, Cancellation);
        (await source.ReadAsync(Cancellation))!.Dispose();
        await stream.Waiting.WaitAsync(Limit, Cancellation);
        Assert.Equal(1, stream.PendingReads);

        await source.DisposeAsync();

        Assert.Equal(0, stream.PendingReads);
    }

    [Fact]
    public async Task A_stream_that_gives_nothing_is_told_with_its_reason()
    {
        MediaException problem = await Assert.ThrowsAnyAsync<MediaException>(() => InputPipe.OpenAsync(new CallerStream([], new IOException("the tape is torn")), Cancellation));

        Assert.Equal("standard input can't be read: the tape is torn", problem.Message);
    }

    [Fact]
    public async Task A_stream_that_fails_in_a_way_of_its_own_is_told_and_what_came_is_kept()
    {
        InputPipe pipe = await InputPipe.OpenAsync(new CallerStream(Clip, new NotSupportedException("the tape is torn")), Cancellation);
        await using VideoSource source = await VideoSource.OpenAsync(pipe.Clip, new VideoSourceOptions(), "", pipe, Cancellation);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            frame.Dispose();
        }

        Assert.True(source.FramesRead > 1400);
        Assert.Contains("the tape is torn", source.Note);
    }
}

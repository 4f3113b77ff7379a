using LiveStyle.Media.Capture;
using LiveStyle.Media.Streaming;
using Xunit;

namespace LiveStyle.Media.Tests.Ffmpeg;

public sealed class AddressQueryTests
{
    [Theory]
    [InlineData("srt://:9000?mode=listener", true)]
    [InlineData("srt://:9000?latency=200&mode=listener", true)]
    [InlineData("tcp://0.0.0.0:9000?listen=1", true)]
    [InlineData("tcp://0.0.0.0:9000?listen", true)]
    [InlineData("tcp://0.0.0.0:9000?listen=0", false)]
    [InlineData("srt://host:9000?mode=caller", false)]
    [InlineData("srt://host:9000?streamid=listener", false)]
    [InlineData("rtmp://listen.host/listen/listener", false)]
    public void Only_the_query_says_who_listens(string address, bool listens)
    {
        Assert.Equal(listens, LiveInput.Parse(address, isPaced: false).Listens);
        Assert.Equal(listens, SoundInput.TryParse(address)!.Listens);
        Assert.Equal(listens, StreamOutput.TryParse(address)!.WaitsForReader);
    }
}

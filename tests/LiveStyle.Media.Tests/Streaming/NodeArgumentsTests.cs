using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Streaming;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Streaming;

public sealed class NodeArgumentsTests
{
    [Fact]
    public void A_picture_whose_rows_are_odd_is_told_with_its_rows()
    {
        var planes = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left);
        IReadOnlyList<string> words = ArgumentLine.Split(NodeArguments.Build("Live Style", new StreamFormat(new FrameSize(66, 50), planes, new Rational(30000, 1001), HasSound: true)));

        Assert.Contains("blocksize=4950", words);
        Assert.Contains("framerate=30000/1001", words);
        Assert.Contains("plane-strides=<66,33,33>", words);
        Assert.Contains("plane-offsets=<0,3300,4125>", words);
        Assert.Contains("client-name=\"Live Style\"", words);
        Assert.Contains(words, word => word.Contains("media.class=(string)\\\"Video/Source\\\"", StringComparison.Ordinal) && word.Contains("node.name=(string)\\\"Live Style\\\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("WARNING: erroneous pipeline: no element \"pipewiresink\"", "gstreamer1.0-pipewire")]
    [InlineData("WARNING: erroneous pipeline: no element \"rawvideoparse\"", "gstreamer1.0-plugins-base")]
    [InlineData("ERROR: from element /GstPipeline:pipeline0/GstPipeWireSink:pipewiresink0: Failed to connect", "PipeWire does not answer")]
    public void What_is_missing_is_told_with_its_cure(string complaint, string cure)
    {
        var log = new FfmpegLog();
        log.Add("(gst-plugin-scanner:5168): GStreamer-WARNING **: Failed to load plugin");
        log.Add(complaint);
        log.Add("Failed to set pipeline to PAUSED.");

        MediaException failure = StreamFailure.Of(StreamOutput.TryParse("pipewire:LiveStyle")!, log, 1);

        Assert.Contains(cure, failure.Message, StringComparison.Ordinal);
    }
}

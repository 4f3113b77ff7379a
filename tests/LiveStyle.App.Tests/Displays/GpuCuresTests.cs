using LiveStyle.App.Displays;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using Xunit;

namespace LiveStyle.App.Tests.Displays;

public class GpuCuresTests
{
    [Fact]
    public void The_options_that_help_stand_behind_the_librarys_words()
    {
        var problem = new GpuException("the frame is too large")
        {
            Remedies = GpuRemedies.SmallerFrames | GpuRemedies.Processor, LargestSize = new FrameSize(640, 360),
        };

        Assert.Equal(
            "the frame is too large; use frames of 640×360 or smaller, or run on the processor (use --size 640x360 or --device cpu)",
            GpuCures.Tell(problem));
    }

    [Fact]
    public void A_failure_around_a_GPUs_names_its_options_too()
    {
        var cause = new GpuException("no window system; install it") { Remedies = GpuRemedies.NoWindow };

        Assert.Equal("it failed; the rest is kept (use --headless)", GpuCures.Tell(new LiveStyleException("it failed; the rest is kept", cause)));
    }

    [Fact]
    public void Other_failures_stay_as_they_are()
    {
        Assert.Equal("no such file", GpuCures.Tell(new MediaException("no such file")));
        Assert.Equal("no such device; use 0", GpuCures.Tell(new GpuException("no such device; use 0")));
    }
}

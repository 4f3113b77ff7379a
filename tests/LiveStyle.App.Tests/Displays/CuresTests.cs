using LiveStyle.App.Displays;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Transcoding.Assembly;
using Xunit;

namespace LiveStyle.App.Tests.Displays;

public class CuresTests
{
    [Fact]
    public void The_options_that_help_stand_behind_the_librarys_words()
    {
        var problem = new GpuException("the frame is too large")
        {
            Remedies = Remedies.SmallerFrames | Remedies.Processor, LargestSize = new FrameSize(640, 360),
        };

        Assert.Equal(
            "the frame is too large; use frames of 640×360 or smaller, or run on the processor (use --size 640x360 or --device cpu)",
            Cures.Tell(problem));
    }

    [Fact]
    public void A_failure_around_a_GPUs_names_its_options_too()
    {
        var cause = new GpuException("no window system; install it") { Remedies = Remedies.NoWindow };

        Assert.Equal("it failed; the rest is kept (use --headless)", Cures.Tell(new LiveStyleException("it failed; the rest is kept", cause)));
    }

    [Fact]
    public void Other_failures_stay_as_they_are()
    {
        Assert.Equal("no such file", Cures.Tell(new MediaException("no such file")));
        Assert.Equal("no such device; use 0", Cures.Tell(new GpuException("no such device; use 0")));
    }

    [Fact]
    public void Each_remedy_has_an_option_or_a_command()
    {
        var silent = Enum.GetValues<Remedies>().Where(remedy => remedy != Remedies.None && Cures.Tell("it failed", remedy) == "it failed");

        Assert.Empty(silent);
    }

    [Theory]
    [InlineData(Remedies.Replacing, "it failed (add --overwrite)")]
    [InlineData(Remedies.Leniency, "it failed (leave --strict out)")]
    [InlineData(Remedies.OtherCodec | Remedies.ToneMapping, "it failed (use another --codec or add --hdr tone-map)")]
    [InlineData(Remedies.FewerAtOnce | Remedies.SmallerFrames, "it failed (use fewer --slots or a smaller --size)")]
    [InlineData(Remedies.StyleList, "it failed (livestyle styles lists all)")]
    public void A_remedy_is_told_as_what_to_type(Remedies remedies, string expected) => Assert.Equal(expected, Cures.Tell("it failed", remedies));

    [Fact]
    public void A_size_that_fits_is_named()
    {
        Assert.Equal("too small (use --size 32x16)", Cures.Tell(new ModelException("too small") { Remedies = Remedies.LargerFrames, SmallestSize = new FrameSize(32, 16) }));
        Assert.Equal("too large (use --size 64x48)", Cures.Tell(new ModelException("too large") { Remedies = Remedies.SmallerFrames, LargestSize = new FrameSize(64, 48) }));
    }

    [Fact]
    public void The_command_that_renders_a_missing_segment_can_be_copied() => Assert.Equal(
        "2 of 9 segments are missing or were changed (the first is 4); render them (use livestyle segment 'my film.livestyle' --index 4)",
        Cures.Tell(new MissingSegmentsException("my film.livestyle", [4, 7], 9)));

    [Fact]
    public void The_options_of_the_outermost_failure_that_knows_any_are_told()
    {
        var inner = new MediaException("it is there") { Remedies = Remedies.Replacing };

        Assert.Equal("asked (add --overwrite)", Cures.Tell(new LiveStyleException("asked", inner)));
        Assert.Equal("asked (use --device cpu)", Cures.Tell(new LiveStyleException("asked", inner) { Remedies = Remedies.Processor }));
    }
}

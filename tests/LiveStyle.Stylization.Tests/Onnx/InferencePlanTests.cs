using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>How many frames go into the network at once.</summary>
public sealed class InferencePlanTests
{
    /// <summary>Of 100×100 pixels at 100 bytes each: 1 MB a run.</summary>
    static readonly FrameSize Clip = new(100, 100);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(6, 6, 1)]
    [InlineData(12, 10, 3)]
    public void Each_thread_takes_a_frame_of_a_clip_as_far_as_half_of_the_free_memory_lasts(int threads, int slots, int threadsOfRun) =>
        Assert.Equal(new InferencePlan(slots, threadsOfRun), Plan(new() { Threads = threads, Clip = Clip }, availableBytes: 20_500_000));

    [Fact]
    public void Clip_gets_one_slot_where_memory_is_scarce_or_its_need_unknown()
    {
        Assert.Equal(new InferencePlan(1, 4), Plan(new() { Threads = 4, Clip = Clip }, availableBytes: 1000));
        Assert.Equal(new InferencePlan(1, 4), Plan(new() { Threads = 4, Clip = Clip }, bytesPerPixel: 0));
    }

    [Fact]
    public void Single_picture_gets_all_threads() => Assert.Equal(new InferencePlan(1, 4), Plan(new() { Threads = 4 }));

    [Fact]
    public void Accelerator_gets_one_slot_unless_more_are_asked_for()
    {
        Assert.Equal(1, Plan(new() { Threads = 4, Clip = Clip }, StylizerDevice.Cuda).Slots);
        Assert.Equal(2, Plan(new() { Threads = 4, Clip = Clip, Slots = 2 }, StylizerDevice.Cuda).Slots);
    }

    [Theory]
    [InlineData(4, 2, 3)]
    [InlineData(2, 2, 1)]
    [InlineData(1, 3, 1)]
    public void Slots_that_were_asked_for_share_the_threads(int threads, int slots, int threadsOfRun) =>
        Assert.Equal(new InferencePlan(slots, threadsOfRun), Plan(new() { Threads = threads, Slots = slots }));

    [Theory]
    [InlineData(0, null, StylizerDevice.Cpu, "0 threads can't run a network; give 1 or more")]
    [InlineData(null, 0, StylizerDevice.Cpu, "0 inference slots can't be had; give 1 to 64")]
    [InlineData(null, 65, StylizerDevice.Cpu, "65 inference slots can't be had; give 1 to 64")]
    [InlineData(null, 2, StylizerDevice.Dml, "DirectML stylizes one frame at a time and can't use 2 inference slots; leave them out, or choose the device cpu")]
    public void What_cannot_be_had_is_refused_with_the_cure(int? threads, int? slots, StylizerDevice device, string expected) =>
        Assert.Equal(expected, Assert.Throws<ModelException>(() => Plan(new() { Threads = threads, Slots = slots }, device)).Message);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(4, "4 frames of 1000×1000 at once need about 0.4 GB of memory and 0.3 GB are free; work on fewer at once, or use frames of 820×820 or smaller, or free some memory")]
    public void Frames_at_once_must_fit_the_memory_together(int slots, string? expected) => Assert.Equal(
        expected, Record.Exception(() => WorkingMemory.Check(new FrameSize(1000, 1000), 100, 3e8, slots))?.Message);

    [Fact]
    public async Task Stylizer_whose_slots_do_not_fit_the_memory_together_says_so_before_it_begins()
    {
        var size = new FrameSize(640, 480);
        using var hungry = new TinyBundle(edit: description => description with { WorkingBytesPerPixel = WorkingMemory.Available() / 2 / size.Pixels });
        await using OnnxStylizer stylizer = OnnxStylizer.Create(hungry.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Slots = 4 });
        OnnxStylizer.CheckSize(stylizer.Bundle, size);
        Assert.True(Assert.Throws<ModelException>(() => stylizer.CheckSize(size)).Remedies.HasFlag(Remedies.FewerAtOnce));
    }

    static InferencePlan Plan(
        StylizerOptions options, StylizerDevice device = StylizerDevice.Onnx, double bytesPerPixel = 100, long availableBytes = 1L << 40)
    {
        using var tiny = new TinyBundle(edit: description => description with { WorkingBytesPerPixel = bytesPerPixel });
        return InferencePlan.For(tiny.Load(), options, device, availableBytes);
    }
}

using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Pipelines;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>Several frames in the network at once.</summary>
[Collection(Alone.Name)]
public sealed class OnnxStylizerSlotTests : IDisposable
{
    const string Moving = "0s dark ease-in; 1s negative*0.5+white*0.1 ease-out; 2s original";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly TinyBundle tiny = new();

    public void Dispose() => tiny.Dispose();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public async Task Slots_change_no_byte_while_the_blend_moves(int slots, int threads) => Assert.Equal(
        await StylizeAsync(tiny.Load(), 1, 1, new FrameSize(64, 48), 60, Moving),
        await StylizeAsync(tiny.Load(), slots, threads, new FrameSize(64, 48), 60, Moving));

    [Fact]
    public async Task Slots_change_no_byte_of_a_real_network()
    {
        ModelBundle gallery = ModelBundle.Load(Repository.PathOf(Path.Combine("models", "gallery")));
        byte[] alone = await StylizeAsync(gallery, 1, 2, new FrameSize(64, 40), 6, "0s original; 0.2s munch-scream");
        Assert.Equal(alone, await StylizeAsync(gallery, 2, 2, new FrameSize(64, 40), 6, "0s original; 0.2s munch-scream"));
    }

    [Fact]
    public async Task Steady_state_of_several_slots_allocates_next_to_nothing()
    {
        const int warm = 400;
        const int measured = 1000;
        var size = new FrameSize(16, 16);
        await using OnnxStylizer stylizer = Create(tiny.Load(), 2, 2);
        stylizer.SetTimeline(Timeline.Parse(Moving));
        using var pool = new FramePool(size);
        long before = 0;
        long bytes = 0;
        int written = 0;
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(_ =>
        {
            written++;
            before = written == warm ? GC.GetTotalAllocatedBytes(precise: true) : before;
            bytes = written == warm + measured ? GC.GetTotalAllocatedBytes(precise: true) - before : bytes;
        });

        await FramePipeline.RunAsync(
            Stage.Count(pool, warm + measured + 1), stylizer, sink, new FramePipelineOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(0, pool.Outstanding);
        Assert.Equal(0, stylizer.Outstanding);
        Assert.InRange(bytes, 0, measured * 16);
    }

    [Fact]
    public async Task Network_that_fails_in_one_slot_stops_the_pipeline_and_leaves_no_frame_behind()
    {
        await using OnnxStylizer stylizer = Create(tiny.Load(), 3, 1);
        stylizer.SetTimeline(Timeline.Parse("0s original hold; 1s original*5 hold"));
        using var pool = new FramePool(new FrameSize(16, 16));
        var written = new List<long>();

        var problem = await Assert.ThrowsAsync<ModelException>(() => FramePipeline.RunAsync(
            Stage.Count(pool, 100), stylizer, FrameSink.Create<HostFrame>(frame => written.Add(frame.Timestamp.Ticks)),
            new FramePipelineOptions(), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.StartsWith("the network of tiny failed on a 16×16 frame (", problem.Message);
        Assert.Equal(Enumerable.Range(0, written.Count).Select(tick => (long)tick), written);
        Assert.InRange(written.Count, 0, 25);
        Assert.Equal(0, pool.Outstanding);
        Assert.Equal(0, stylizer.Outstanding);
    }

    [Fact]
    public async Task Closing_waits_for_runs_under_way_and_turns_away_who_waits()
    {
        var slot = new MemoryStream();
        var slots = new InferenceSlots<MemoryStream>([slot], typeof(OnnxStylizer));
        MemoryStream lent = slots.Rent(TestContext.Current.CancellationToken);
        Task waiting = Task.Run(() => slots.Rent(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Task<bool> closing = Task.Run(slots.TryClose, TestContext.Current.CancellationToken);

        var late = await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(typeof(OnnxStylizer).FullName, late.ObjectName);
        Assert.False(closing.IsCompleted);
        Assert.True(slot.CanRead);
        slots.Return(lent);

        Assert.True(await closing.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.False(slot.CanRead);
        Assert.False(slots.TryClose());
    }

    [Fact]
    public async Task Waiting_for_a_slot_ends_when_it_is_canceled_and_takes_none_from_others()
    {
        var slots = new InferenceSlots<MemoryStream>([new MemoryStream()], typeof(OnnxStylizer));
        MemoryStream lent = slots.Rent(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        Task<MemoryStream> canceled = Task.Run(() => slots.Rent(stop.Token), TestContext.Current.CancellationToken);
        Task<MemoryStream> patient = Task.Run(() => slots.Rent(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.False(patient.IsCompleted);
        slots.Return(lent);

        Assert.Same(lent, await patient.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => slots.Rent(stop.Token));
        slots.Return(lent);
        Assert.True(slots.TryClose());
    }

    static async Task<byte[]> StylizeAsync(ModelBundle bundle, int slots, int threads, FrameSize size, int count, string timeline)
    {
        await using OnnxStylizer stylizer = Create(bundle, slots, threads);
        Assert.Equal(slots, stylizer.Slots);
        stylizer.SetTimeline(Timeline.Parse(timeline));
        using var pool = new FramePool(size);
        int tick = 0;
        IFrameSource<HostFrame> source = FrameSource.Create(() =>
        {
            if (tick == count)
            {
                return null;
            }

            HostFrame frame = pool.Rent();
            new Random(tick).NextBytes(frame.Pixels);
            frame.Timestamp = new Timestamp(tick++, new Rational(1, 25));
            return frame;
        });
        var pixels = new MemoryStream();
        await FramePipeline.RunAsync(
            source, stylizer, FrameSink.Create<HostFrame>(frame => pixels.Write(frame.Pixels)), new FramePipelineOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(0, pool.Outstanding);
        Assert.Equal(0, stylizer.Outstanding);
        Assert.Equal(count * (int)size.Pixels * 3, pixels.Length);
        return pixels.ToArray();
    }

    static OnnxStylizer Create(ModelBundle bundle, int slots, int threads) =>
        OnnxStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Cpu, Threads = threads, Slots = slots });
}

using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Scheduling;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Time;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

/// <summary>With a bundle whose network is a formula, so that what must come is worked out by hand, run by ONNX Runtime.</summary>
public sealed class LiveRestylerTests : IAsyncDisposable
{
    static readonly FrameSize Size = new(64, 48);
    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    readonly VirtualTime time = new();
    readonly TinyBundle tiny = TinyBundle.ThatFailsForTheOriginal();
    readonly NewestFrame arrived = new(), finished = new();
    readonly FramePool pool;
    readonly LiveFigures figures;
    readonly IStylizer stylizer;
    readonly BlendSwitch blends;
    readonly LivePainter painter;
    readonly LiveRestyler restyler;
    readonly List<string> notes = [];
    LiveLook look = new(0, Size);

    public LiveRestylerTests()
    {
        figures = new LiveFigures(time);
        stylizer = Stylizer.Open(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Onnx });
        blends = new BlendSwitch(stylizer.Bundle.Styles.Names);
        pool = new FramePool(Size, Planes);
        painter = new LivePainter(stylizer, blends, Size, Planes);
        var governor = new LiveGovernor(Size, 16, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(120), isFixed: false);
        restyler = new LiveRestyler(arrived, finished, painter, governor, () => look, figures, time, notes.Add);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        arrived.Dispose();
        finished.Dispose();
        painter.Dispose();
        Assert.Equal((0, 0), (pool.Outstanding, painter.Outstanding));
        pool.Dispose();
        await stylizer.DisposeAsync();
        tiny.Dispose();
    }

    [Fact]
    public void A_picture_is_restyled_in_its_own_format_and_keeps_its_time()
    {
        blends.Blend = new Blend("dark");
        using HostFrame picture = Restyle(Gray(200));

        Assert.Empty(notes);
        Assert.Equal((Size, Planes, 7), (picture.Size, picture.Format, picture.Timestamp.Ticks));
        Assert.InRange(LevelOf(picture), 99, 101);
        Assert.Equal((1, 0), (figures.CountOf(LiveEvent.Restyled), figures.CountOf(LiveEvent.PassedThrough)));
        Assert.Equal((1, 1), (figures.Snapshot().Stages[LiveStage.Network].Count, figures.Snapshot().Stages[LiveStage.Ready].Count));
    }

    [Fact]
    public void The_original_passes_through_and_the_network_does_not_run()
    {
        HostFrame source = Gray(200);
        using HostFrame picture = Restyle(source);

        Assert.Same(source, picture);
        Assert.Equal((0, 1), (figures.CountOf(LiveEvent.Restyled), figures.CountOf(LiveEvent.PassedThrough)));
    }

    [Fact]
    public void A_network_that_fails_shows_the_picture_as_it_is_says_so_once_and_is_tried_again_with_patience()
    {
        blends.Blend = Blend.Parse("dark*5");
        for (int i = 0; i < 100; i++)
        {
            using HostFrame picture = Restyle(Gray(200));
            Assert.InRange(LevelOf(picture), 199, 201);
            time.Pass(0.1);
        }

        // At 0, 1, 3 and 7 seconds.
        Assert.Equal(4, blends.Evaluations);
        Assert.StartsWith("the network failed, and pictures are shown as they are until it runs again: ", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(100, figures.CountOf(LiveEvent.Unstyled));

        blends.Blend = new Blend("dark");
        time.Pass(30);
        using HostFrame styled = Restyle(Gray(200));

        Assert.InRange(LevelOf(styled), 99, 101);
        Assert.Equal("the network runs again", notes[1]);
    }

    [Fact]
    public void Steadiness_and_strokes_may_change_from_picture_to_picture()
    {
        blends.Blend = new Blend("negative");
        foreach (LiveLook next in (LiveLook[])[new(0.5, Size), new(0.9, new FrameSize(32, 24)), new(0, new FrameSize(32, 24)), new(0, Size)])
        {
            look = next;
            for (int i = 0; i < 3; i++)
            {
                using HostFrame picture = Restyle(Gray(200));
                Assert.InRange(LevelOf(picture), 53, 57);
            }

            Assert.Equal(next.NetworkSize, figures.Snapshot().NetworkSize);
        }

        Assert.Empty(notes);
    }

    [Fact]
    public async Task It_takes_the_newest_picture_and_ends_when_none_will_follow()
    {
        blends.Blend = new Blend("dark");
        arrived.Put(Gray(10), time.GetTimestamp());
        arrived.Put(Gray(100), time.GetTimestamp());
        arrived.Complete();

        await Task.Run(() => restyler.Run(Cancellation), Cancellation);

        Assert.True(finished.TryTake(out HostFrame? picture, out _));
        Assert.InRange(LevelOf(picture), 49, 51);
        picture.Dispose();
        Assert.True(finished.IsOver);
        Assert.Equal(1, figures.CountOf(LiveEvent.Restyled));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    public void A_picture_allocates_nothing(double steadiness)
    {
        blends.Blend = new Blend("dark");
        look = new LiveLook(steadiness, new FrameSize(32, 24));
        using HostFrame source = Gray(120);
        void Go(int times)
        {
            for (int i = 0; i < times; i++)
            {
                restyler.Restyle(source.AddReference(), time.GetTimestamp(), Cancellation)!.Dispose();
            }
        }

        Go(1200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Go(20);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    HostFrame Restyle(HostFrame frame) => restyler.Restyle(frame, time.GetTimestamp(), Cancellation)!;

    HostFrame Gray(byte level)
    {
        using HostFrame rgb = HostFrame.Allocate(Size);
        rgb.Pixels.Fill(level);
        HostFrame frame = pool.Rent();
        PlaneConversion.FromRgb(rgb, frame);
        frame.Timestamp = new Timestamp(7, new Rational(1, 25));
        return frame;
    }

    static int LevelOf(HostFrame frame)
    {
        using HostFrame rgb = HostFrame.Allocate(frame.Size);
        PlaneConversion.ToRgb(frame, rgb);
        return (int)Math.Round(rgb.Pixels.ToArray().Average(value => (double)value));
    }

    /// <summary>A desk with one switch.</summary>
    sealed class BlendSwitch(StyleNames names) : IBlendSource
    {
        public Blend Blend { get; set; } = Blend.Original;

        public int Evaluations { get; private set; }

        public StyleNames Names => names;

        public long Version => Evaluations;

        public void Evaluate(double seconds, Span<float> weights)
        {
            Evaluations++;
            Blend.Weigh(names, weights);
        }
    }
}

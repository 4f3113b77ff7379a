using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Scheduling;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Time;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Scheduling;

public class LiveIntakeTests
{
    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    readonly VirtualTime time = new();
    readonly LiveFigures figures;

    public LiveIntakeTests() => figures = new LiveFigures(time);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_picture_is_kept_and_what_it_replaces_is_counted_and_returned()
    {
        using var pool = new FramePool(new FrameSize(64, 36), Planes);
        int count = 0;
        IFrameSource<HostFrame> source = FrameSource.Create(() =>
        {
            time.Pass(0.04);
            HostFrame? frame = count++ < 5 ? pool.Rent() : null;
            frame?.Plane(0).Bytes.Fill((byte)count);
            return frame;
        });
        using var intake = new LiveIntake(source, pool.Size, figures, time);

        await intake.RunAsync(Cancellation);

        Assert.Equal(1, pool.Outstanding);
        Assert.True(intake.Newest.TryTake(out HostFrame? newest, out long capturedAt));
        Assert.Equal((5, intake.ArrivedAt), (newest.Plane(0).Row(0)[0], capturedAt));
        newest.Dispose();
        Assert.True(intake.Newest.IsOver);
        Assert.Equal((5, 4, 0), (figures.CountOf(LiveEvent.Read), figures.CountOf(LiveEvent.Superseded), pool.Outstanding));
        Assert.Equal((5, 40), (figures.Snapshot().Stages[LiveStage.Capture].Count, figures.Snapshot().Stages[LiveStage.Capture].Max));
    }

    [Fact]
    public async Task Odd_sides_become_even_ones_without_the_last_row_and_column()
    {
        using var pool = new FramePool(new FrameSize(33, 17), Planes);
        bool isDone = false;
        IFrameSource<HostFrame> source = FrameSource.Create(() =>
        {
            if (isDone)
            {
                return null;
            }

            isDone = true;
            HostFrame frame = pool.Rent();
            for (int plane = 0; plane < 3; plane++)
            {
                PlaneView view = frame.Plane(plane);
                for (int y = 0; y < view.Height; y++)
                {
                    for (int x = 0; x < view.Width; x++)
                    {
                        view.Row(y)[x] = (byte)(50 * plane + 7 * y + x);
                    }
                }
            }

            frame.Timestamp = new Timestamp(3, new Rational(1, 25));
            return frame;
        });
        using var intake = new LiveIntake(source, new FrameSize(32, 16), figures, time);

        await intake.RunAsync(Cancellation);
        intake.Newest.TryTake(out HostFrame? frame, out _);

        Assert.Equal((new FrameSize(32, 16), 0), (frame!.Size, pool.Outstanding));
        Assert.Equal((byte)(7 * 15 + 31), frame.Plane(0).Row(15)[31]);
        Assert.Equal((byte)(100 + 7 * 7 + 15), frame.Plane(2).Row(7)[15]);
        Assert.Equal(3, frame.Timestamp.Ticks);
        frame.Dispose();
    }

    [Fact]
    public async Task A_canceled_intake_ends_and_so_does_who_waits_for_it()
    {
        using var quit = new CancellationTokenSource();
        IFrameSource<HostFrame> source = FrameSource.Create<HostFrame>(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return null;
        });
        using var intake = new LiveIntake(source, new FrameSize(32, 16), figures, time);
        Task run = intake.RunAsync(quit.Token);
        Task<bool> waiting = Task.Run(() => intake.Newest.Await(out _, out _), Cancellation);

        quit.Cancel();
        await run;

        Assert.False(await waiting);
    }
}

using LiveStyle.Live.Control;
using LiveStyle.Live.Scheduling;
using LiveStyle.Stylization.Strokes;
using LiveStyle.Time;

namespace LiveStyle.Live;

/// <summary>The three that carry a show's pictures, each at its own pace: intake, restyler and clock; and what lies between them.</summary>
sealed class ShowParts : IAsyncDisposable
{
    /// <summary>
    /// The first pictures are late, since everything warms up. Ticks begin half a frame after one that is not, so that pictures which come a
    /// little earlier or later still meet their tick, and none is shown twice to skip the next.
    /// </summary>
    const int Typical = 4;

    /// <summary>Longer than so the first picture is not waited for: sinks get the slate meanwhile.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    readonly LiveShowOptions options;
    readonly NewestFrame finished = new();
    readonly LiveIntake intake;
    readonly LivePainter painter;
    readonly LiveRestyler restyler;
    readonly TickPictures pictures;
    readonly ShowClock clock;
    Task restyling = Task.CompletedTask;

    /// <param name="options">What the show begins with.</param>
    /// <param name="opened">Taken over.</param>
    /// <param name="note">Takes one line for people.</param>
    public ShowParts(LiveShowOptions options, ShowOpening opened, Action<string> note)
    {
        (this.options, Opened) = (options, opened);
        TimeProvider time = options.Time;
        Rational rate = opened.Format.FrameRate;
        intake = new LiveIntake(opened.Source, opened.Format.Size, opened.Figures, time);
        painter = new LivePainter(opened.Stylizer, opened.Blends, opened.Format.Size, opened.Format.Pixels);
        TimeSpan tick = TimeSpan.FromSeconds(1 / rate.ToDouble());
        TimeSpan picture = TimeSpan.FromSeconds(1 / Math.Min(rate.ToDouble(), opened.Source.FrameRate.ToDouble()));
        pictures = new TickPictures(finished, () => intake.ArrivedAt, opened.Slate, picture, options.Latency, opened.Figures, time);
        var governor = new LiveGovernor(Look().NetworkSize, options.Bundle.Description.MinimumSize, picture, tick, options.Latency, options.IsFixed);
        restyler = new LiveRestyler(intake.Newest, finished, painter, governor, Look, opened.Figures, time, note);
        clock = new ShowClock(
            opened.Format, pictures, opened.Sound.Line, () => opened.Desk.State.IsPrivate, opened.Sinks.Forget, opened.Sinks.Write, opened.Figures, time);
    }

    /// <summary>What the show has opened.</summary>
    public ShowOpening Opened { get; }

    /// <summary>Pictures and frames that are under way.</summary>
    public int Outstanding => Opened.Source.Outstanding + painter.Outstanding + clock.Outstanding;

    /// <summary>Reads the source until it ends or it is canceled.</summary>
    public Task ReadAsync(CancellationToken cancellation) => Task.Run(() => intake.RunAsync(cancellation), CancellationToken.None);

    /// <summary>Restyles until no picture follows.</summary>
    public Task RestyleAsync(CancellationToken cancellation) =>
        restyling = ShowThread.Run("live restyling", () => restyler.Run(cancellation));

    /// <summary>Ticks, once there are finished pictures, until it is canceled or the last picture has been shown.</summary>
    public Task TickAsync(CancellationToken cancellation) => ShowThread.Run(
        "live clock",
        () =>
        {
            // Whoever cancels need not wait for a picture either.
            using CancellationTokenRegistration end = cancellation.Register(finished.Complete);
            finished.AwaitPuts(1, options.Slate.After < Patience ? options.Slate.After : Patience);
            finished.AwaitPuts(Typical, WarmUp);
            clock.Run(TimeSpan.FromSeconds(0.5 / Opened.Format.FrameRate.ToDouble()), cancellation);
        },
        ThreadPriority.AboveNormal);

    /// <summary>Closes everything. A network that hangs keeps what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        intake.Newest.Complete();
        if (restyling.IsCompleted)
        {
            await Opened.DisposeAsync().ConfigureAwait(false);
            painter.Dispose();
        }
        else
        {
            await Opened.Sinks.DisposeAsync().ConfigureAwait(false);
            await Opened.Source.DisposeAsync().ConfigureAwait(false);
            await Opened.Sound.DisposeAsync().ConfigureAwait(false);
            Opened.Desk.Dispose();
        }

        pictures.Dispose();
        intake.Dispose();
        finished.Dispose();
    }

    LiveLook Look()
    {
        DeskState state = Opened.Desk.State;
        return new LiveLook(
            state.Steadiness ?? options.Steadiness,
            StrokeSize.PlayedSize(Opened.Format.Size, state.StrokeSize ?? options.Stylizer.StrokeSize, options.Bundle.Description.MinimumSize),
            pictures.HiddenUntil);
    }
}

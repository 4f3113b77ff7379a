using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web;
using LiveStyle.Live.Web.Answers;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;
using LiveStyle.Time;

namespace LiveStyle.Live.Tests.Web;

/// <summary>A show without a source and a network: a real desk, real figures and real sinks that get one color thirty times a second.</summary>
sealed class TickingShow : IControlledShow, IAsyncDisposable
{
    public static readonly FrameSize Size = new(128, 72);

    readonly CancellationTokenSource ending = new();
    readonly LiveFigures figures = new(TimeProvider.System);
    readonly FramePool pictures;
    readonly LiveFramePool frames;
    readonly SinkHub hub;
    readonly Task ticking;

    public TickingShow()
    {
        var format = new ShowFormat(Size, new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left), new Rational(30, 1), HasSound: false);
        (pictures, frames, hub) = (new FramePool(Size, format.Pixels), new LiveFramePool(format), new SinkHub(format, new SinkHubOptions(), figures, TimeProvider.System));
        hub.Changed += _ => SinksChanged?.Invoke();
        ticking = TickAsync();
    }

    public event Action? SinksChanged;

    public LiveDesk Desk { get; } = new(
        new StyleNames(["original", "munch-scream", "klimt-the-kiss"]),
        [new Preset("calm", Blend.Parse("klimt-the-kiss*0.5 + original*0.5"), Melt: TimeSpan.FromSeconds(2)), new Preset("wild", new Blend("munch-scream"))],
        Blend.Original,
        TimeSpan.FromSeconds(1),
        TimeProvider.System);

    public IReadOnlyList<StyleInfo> Styles { get; } =
    [
        new() { Slug = "original", Title = "Original" },
        new() { Slug = "munch-scream", Title = "The Scream", Artist = "Edvard Munch", Year = "1893" },
        new() { Slug = "klimt-the-kiss", Title = "<b>The Kiss</b>", Artist = "Gustav Klimt", Year = "1907–1908" },
    ];

    public SourceView Source { get; } = new("test", LivePhase.Connected, new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero), null, Size.Width, Size.Height, 30, false, "none");

    public IReadOnlyList<SinkStatus> Sinks => hub.Statuses;

    /// <summary>A fault of the program itself, which reading the figures meets; null for none.</summary>
    public Exception? Fault { get; set; }

    public FigureSnapshot ReadFigures() => Fault is { } fault ? throw fault : figures.Snapshot();

    public void AddSink(SinkTarget target)
    {
        hub.Add(target);
        SinksChanged?.Invoke();
    }

    public bool RemoveSink(string name)
    {
        bool isRemoved = hub.Remove(name);
        SinksChanged?.Invoke();
        return isRemoved;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await ticking;
        await hub.DisposeAsync();
        Desk.Dispose();
        pictures.Dispose();
        ending.Dispose();
    }

    async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / 30));
        for (long tick = 0; !ending.IsCancellationRequested; tick++)
        {
            HostFrame picture = pictures.Rent();
            ShowColors.Fill(picture, ShowColors.Orange);
            figures.Count(LiveEvent.Tick);
            hub.Write(frames.Rent(picture, tick, capturedAt: tick + 1, isRepeat: false));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}

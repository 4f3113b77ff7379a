using LiveStyle.Diagnostics;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Live;

/// <summary>A show: a source in, its restyled picture out to sinks, once a frame, for hours, whatever source, network and sinks do meanwhile.</summary>
/// <remarks>
/// It degrades and does not stop: a source that vanishes leaves its last picture and then a slate, a network that fails the pictures as they
/// are, a sink that breaks the others. Run it once. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var options = new LiveShowOptions
/// {
///     Source = "test:320x180@15",
///     Bundle = ModelBundle.Open("live"),
///     Blend = new Blend("munch-scream"),
///     Sinks = [SinkTargets.Parse("show.mkv")],
/// };
/// await using LiveShow show = await LiveShow.OpenAsync(options, CancellationToken.None);
/// using var end = new CancellationTokenSource(TimeSpan.FromSeconds(5));
/// show.Noted += Console.WriteLine;
/// show.Desk.Do(new SetStrength(0.8f));
/// await show.RunAsync(end.Token);
/// Console.WriteLine($"{show.Figures.Snapshot().FramesRestyled} pictures were restyled");
/// </code>
/// </example>
public sealed partial class LiveShow : IAsyncDisposable
{
    /// <summary>How long sinks have to finish: with all else a show ends within two seconds.</summary>
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    /// <summary>How much longer a network's run may take.</summary>
    static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(0.5);

    readonly ShowParts parts;
    readonly ShowSound sound;
    readonly ShowWatch watch;
    readonly ILogger log = LiveStyleLogging.For("LiveStyle.Live");
    int hasRun;

    LiveShow(LiveShowOptions options, ShowOpening opened)
    {
        (Desk, Figures, Sinks, Format) = (opened.Desk, opened.Figures, opened.Sinks, opened.Format);
        Styles = [.. InfosOf(options.Bundle)];
        sound = opened.Sound;
        parts = new ShowParts(options, opened, Note);
        watch = new ShowWatch(opened, Note, options.Time);
    }

    /// <summary>
    /// One line for people: the network's size has changed, the source has gone or is back, a sink has broken. Told on any thread; must not
    /// throw and not wait.
    /// </summary>
    public event Action<string>? Noted;

    /// <summary>What every frame is like.</summary>
    public ShowFormat Format { get; }

    /// <summary>The styles that blends can be made of, in the bundle's order.</summary>
    public IReadOnlyList<StyleInfo> Styles { get; }

    /// <summary>Blends, presets and all else by which the show is played.</summary>
    public LiveDesk Desk { get; }

    /// <summary>Times and counts.</summary>
    public LiveFigures Figures { get; }

    /// <summary>Where the show goes.</summary>
    public SinkHub Sinks { get; }

    /// <summary>Whether pictures come, and if not, since when and why.</summary>
    public LiveSourceState SourceState => parts.Opened.Source.State;

    /// <summary>What is read, without a password.</summary>
    public string SourceName => parts.Opened.Source.Name;

    /// <summary>What runs the network, for people.</summary>
    public string DeviceName => parts.Opened.Stylizer.DeviceName;

    /// <summary>How the sound is doing; null where the show has none.</summary>
    public Sound.SoundFigures? SoundFigures => sound.Figures;

    /// <summary>What is heard beside the source; null where it is none.</summary>
    internal SoundCapture? Microphone => sound.Device;

    /// <summary>Pictures and frames that are under way; 0 once all is closed.</summary>
    internal int Outstanding => parts.Outstanding;

    /// <summary>Opens what a show needs, and waits for the source's first picture, which decides the size and the rate.</summary>
    /// <param name="options">What the show begins with.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <returns>The show, which the caller runs and disposes.</returns>
    /// <exception cref="LiveStyleException">Something can't be opened, or an option is wrong; one line says what and the cure.</exception>
    public static async Task<LiveShow> OpenAsync(LiveShowOptions options, CancellationToken cancellation)
    {
        options.Check();
        ShowOpening opened = await ShowOpening.OpenAsync(options, cancellation).ConfigureAwait(false);
        try
        {
            return new LiveShow(options, opened);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs until it is canceled, which is no failure, or the source ends after its last picture; then sinks have finished.</summary>
    /// <exception cref="LiveStyleException">The source failed in a way that it does not recover from.</exception>
    /// <exception cref="InvalidOperationException">It has run already.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref hasRun, 1) != 0)
        {
            throw new InvalidOperationException("a show runs once");
        }

        using var quit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Figures.Begin();
        LogBegun(log, SourceName, Format, DeviceName);
        Sinks.Changed += watch.Tell;
        foreach (SinkStatus status in Sinks.Statuses)
        {
            // What happened to it before anybody listened.
            watch.Tell(status);
        }

        Task watching = watch.RunAsync(quit.Token);
        Task reading = parts.ReadAsync(quit.Token);
        Task restyling = parts.RestyleAsync(quit.Token);
        Task ticking = parts.TickAsync(quit.Token);
        await Task.WhenAny(ticking).ConfigureAwait(false);
        bool hasEnded = ticking.IsCompletedSuccessfully && !reading.IsFaulted && !cancellation.IsCancellationRequested;
        await quit.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(watching).ConfigureAwait(false);
        if (hasEnded)
        {
            // The source did, which nobody has told yet; a failure is thrown below.
            watch.Look();
        }

        await Sinks.CompleteAsync(EndLimit).ConfigureAwait(false);

        // A network that hangs is left alone; whatever failed is told.
        Task rest = Task.WhenAll(ticking, reading, restyling, watching);
        await Task.WhenAny(rest, Task.Delay(HangLimit, CancellationToken.None)).ConfigureAwait(false);
        LogEnded(log, SourceName, Figures.CountOf(LiveEvent.Tick));
        if (rest.IsCompleted)
        {
            await rest.ConfigureAwait(false);
        }
    }

    /// <summary>Closes everything; the desk and the figures can still be asked.</summary>
    public async ValueTask DisposeAsync()
    {
        Sinks.Changed -= watch.Tell;
        await parts.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A style of a file of its own may have nothing but a name.</summary>
    static IEnumerable<StyleInfo> InfosOf(ModelBundle bundle)
    {
        Dictionary<string, StyleInfo> known = bundle.Description.Styles.ToDictionary(style => style.Slug);
        for (int i = 0; i < bundle.Styles.Names.Count; i++)
        {
            string slug = bundle.Styles.Names[i];
            yield return known.GetValueOrDefault(slug) ?? new StyleInfo { Slug = slug, Title = slug };
        }
    }

    void Note(string line)
    {
        LogNote(log, line);
        Noted?.Invoke(line);
    }

    [LoggerMessage(1, LogLevel.Information, "a show of {Source} begins: {Format}, the network on {Device}")]
    static partial void LogBegun(ILogger logger, string source, ShowFormat format, string device);

    [LoggerMessage(2, LogLevel.Information, "a show of {Source} has ended after {Ticks} ticks")]
    static partial void LogEnded(ILogger logger, string source, long ticks);

    [LoggerMessage(3, LogLevel.Warning, "{Line}")]
    static partial void LogNote(ILogger logger, string line);
}

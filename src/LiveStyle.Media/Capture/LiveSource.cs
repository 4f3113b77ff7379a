using System.Diagnostics;
using System.Runtime.CompilerServices;
using LiveStyle.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Probing;
using LiveStyle.Pipelines;
using LiveStyle.Time;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Media.Capture;

/// <summary>
/// The frames of a camera, a screen, a window, a live address, a test pattern, or a film at its own pace, as they come, decoded by ffmpeg
/// with the least delay: upright, square pixels, sRGB or planes. When the source vanishes, a read waits and connects again until it is back.
/// </summary>
/// <remarks>
/// Read it as fast as it gives, and drop frames afterwards: what is not read grows old in ffmpeg. Cancelling a read ends the
/// source. Not thread-safe, but <see cref="State"/> may be asked from any thread. Frames that are still out when the source
/// is disposed stay valid.
/// </remarks>
public sealed partial class LiveSource : IFrameSource<HostFrame>
{
    static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(4);

    readonly LiveInput input;
    readonly LiveSourceOptions options;
    readonly LiveTimeline timeline = new();
    readonly Stopwatch clock = new();
    LiveConnection? connection;
    LiveSourceState state = new(LivePhase.Connected, DateTimeOffset.Now, null);
    TimeSpan retryDelay;
    long lostAt;
    bool isSoundless;

    LiveSource(LiveInput input, LiveSourceOptions options, LiveConnection connection, FrameFormat format)
    {
        this.input = input;
        this.options = options;
        this.connection = connection;
        retryDelay = options.RetryDelay;
        FrameRate = (input.TakesRate ? LiveRate.Sane(options.CameraFrameRate) : null) ?? connection.FrameRate ?? LiveRate.Usual;
        HasSound = connection.HasSound;
        Pool = new FramePool(connection.Size!.Value, format);
    }

    /// <summary>What is read, without a password.</summary>
    public string Name => input.Name;

    /// <summary>The size of every frame, in pixels; a source that comes back with another size is scaled to it.</summary>
    public FrameSize Size => Pool.Size;

    /// <summary>
    /// The format of every frame: RGB, or with <see cref="LiveSourceOptions.Planes"/> 4:2:0 with what the source first said of its colors.
    /// </summary>
    public FrameFormat Format => Pool.Format;

    /// <summary>The time base of the frames' timestamps, which count from the first frame by the wall clock and always increase.</summary>
    public Rational TimeBase => LiveTimeline.TimeBase;

    /// <summary>
    /// The frames per second to plan by, from 1 to 240: those that a camera or screen was asked for, else what the source first says of
    /// itself, else 30. The timestamps tell the truth.
    /// </summary>
    public Rational FrameRate { get; }

    /// <summary>
    /// Whether sound comes with the pictures, as the source first told; never without <see cref="LiveSourceOptions.Sound"/>.
    /// </summary>
    public bool HasSound { get; }

    /// <summary>The pool that the frames come from and return to.</summary>
    public FramePool Pool { get; }

    /// <inheritdoc/>
    public int Outstanding => Pool.Outstanding;

    /// <summary>The number of frames that were given out.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Whether frames come, and if not, since when and why. Thread-safe.</summary>
    public LiveSourceState State => Volatile.Read(ref state);

    /// <summary>
    /// Tells whether a name is of something live: a camera ("/dev/video0", "v4l2:0", "dshow:NAME", "avfoundation:0"), a screen ("screen", its
    /// monitor "screen:1", its region "screen:640x360+10+20"), a window ("window:TITLE"), a test pattern ("test", "test:640x360@30"), a film at
    /// its own pace ("file:PATH"), or an address of a protocol that is always live. An http address may be either: it is live where
    /// <see cref="MediaInfo.Duration"/> is zero. A file or folder that is called "screen" or "test" is meant rather than what is live.
    /// </summary>
    /// <param name="location">The name or address.</param>
    public static bool IsLive(string location) => LiveInput.TryParse(location) is not null && !(location is "screen" or "test" && Path.Exists(location));

    /// <summary>Connects and waits for the first picture.</summary>
    /// <param name="location">A name as <see cref="IsLive"/> knows it, an address, or with <see cref="LiveSourceOptions.IsPaced"/> a film.</param>
    /// <param name="options">The size and format of the frames, and how patient the source is.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="MediaException">No such camera, screen, window or film, or nothing came from it or from the address.</exception>
    public static async Task<LiveSource> OpenAsync(string location, LiveSourceOptions options, CancellationToken cancellation)
    {
        LiveInput input = LiveInput.Parse(location, options.IsPaced);
        if (options.Size is { } size && (size.Width < 1 || size.Height < 1))
        {
            throw new MediaException($"a frame of {size} has no pixels; give a size of at least 1×1");
        }

        LiveInput found = await input.LocateAsync(options, cancellation).ConfigureAwait(false);
        LiveConnection connection = LiveConnection.Start(found, options, null);
        try
        {
            bool isConnected = await connection.ConnectAsync(ConnectLimit(input, options, TimeSpan.MaxValue), options.ConnectTimeout, cancellation).ConfigureAwait(false);
            if (!isConnected && connection.IsHeldBackBySound)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                options = options with { Sound = null };
                connection = LiveConnection.Start(found, options, null);
                isConnected = await connection.ConnectAsync(ConnectLimit(input, options, TimeSpan.MaxValue), options.ConnectTimeout, cancellation).ConfigureAwait(false);
            }

            return isConnected
                ? new LiveSource(input, options, connection, await connection.FormatAsync(cancellation).ConfigureAwait(false))
                : throw new MediaException($"{input.Name} can't be read: {await connection.ReasonAsync(found).ConfigureAwait(false)}; {await found.CureAsync(options, cancellation).ConfigureAwait(false)}");
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the next frame, and for a source that has vanished.</summary>
    /// <returns>
    /// The frame, which the caller then owns; null when a vanished source has stayed away for <see cref="LiveSourceOptions.GiveUpAfter"/>, and
    /// after the last frame of a film.
    /// </returns>
    /// <exception cref="MediaException">A film on a disk broke off; the source has ended.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HostFrame?> ReadAsync(CancellationToken cancellation)
    {
        HostFrame? frame = null;
        try
        {
            while (State.Phase != LivePhase.Ended && (connection is not null || await ReconnectAsync(cancellation).ConfigureAwait(false)))
            {
                cancellation.ThrowIfCancellationRequested();
                frame = Pool.Rent();
                if (await connection!.ReadAsync(frame, FrameLimit(), cancellation).ConfigureAwait(false) is { } ticks)
                {
                    Arrive(frame, ticks);
                    return frame;
                }

                frame.Dispose();
                frame = null;
                await LoseAsync(cancellation).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception failure)
        {
            frame?.Dispose();
            Enter(LivePhase.Ended, failure is OperationCanceledException ? "it was canceled" : failure.Message);
            throw;
        }
    }

    /// <summary>Ends ffmpeg and frees the frames that are not given out.</summary>
    public async ValueTask DisposeAsync()
    {
        Enter(LivePhase.Ended, "it was closed");
        await DisconnectAsync().ConfigureAwait(false);
        Pool.Dispose();
    }

    void Arrive(HostFrame frame, long ticks)
    {
        clock.Start();
        frame.Timestamp = new Timestamp(timeline.Place(ticks, TickScale.FromTime(clock.Elapsed, TimeBase)), TimeBase);
        frame.DurationTicks = 0;
        FramesRead++;
        if (!State.IsConnected)
        {
            retryDelay = options.RetryDelay;
            Enter(LivePhase.Connected, null);
        }
    }

    async ValueTask LoseAsync(CancellationToken cancellation)
    {
        bool hasEnd = input.Kind == LiveKind.Film && !options.IsLooped;
        bool isOver = hasEnd && await connection!.CompletedAsync(cancellation).ConfigureAwait(false) && (input.IsFile || !connection.IsEndless);
        string reason = isOver ? "its end was reached" : await connection!.ReasonAsync(input).ConfigureAwait(false);
        await DisconnectAsync().ConfigureAwait(false);
        timeline.Break();
        if (isOver)
        {
            Enter(LivePhase.Ended, reason);
            return;
        }

        if (hasEnd && input.IsFile)
        {
            throw new MediaException($"{Name} broke off: {reason}") { Location = Name };
        }

        Miss(reason);
    }

    /// <summary>False when it is time to give up.</summary>
    async Task<bool> ReconnectAsync(CancellationToken cancellation)
    {
        while (Remaining() is var remaining && remaining > TimeSpan.Zero)
        {
            await Task.Delay(Shorter(retryDelay, remaining), cancellation).ConfigureAwait(false);
            retryDelay = Shorter(retryDelay * 2, LongestRetryDelay);
            try
            {
                LiveInput found = await input.LocateAsync(options, cancellation).ConfigureAwait(false);
                connection = LiveConnection.Start(found, isSoundless ? options with { Sound = null } : options, Size);
            }
            catch (MediaException absence)
            {
                Miss(absence.Message);
                continue;
            }

            if (await connection.ConnectAsync(ConnectLimit(input, options, remaining), options.ConnectTimeout, cancellation).ConfigureAwait(false) &&
                connection.Size == Size)
            {
                return true;
            }

            isSoundless = connection.IsHeldBackBySound;
            Miss(await connection.ReasonAsync(input).ConfigureAwait(false));
            await DisconnectAsync().ConfigureAwait(false);
        }

        Enter(LivePhase.Ended, State.Reason);
        return false;
    }

    static TimeSpan ConnectLimit(LiveInput input, LiveSourceOptions options, TimeSpan remaining) =>
        !input.Listens ? options.ConnectTimeout : remaining == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : remaining;

    /// <summary>A film's pictures may stand for as long as they like.</summary>
    TimeSpan FrameLimit() => input.IsFile ? Timeout.InfiniteTimeSpan : options.FrameTimeout;

    /// <summary>How long it may still be tried.</summary>
    TimeSpan Remaining() => options.GiveUpAfter is { } patience ? patience - Stopwatch.GetElapsedTime(lostAt) : TimeSpan.MaxValue;

    /// <summary>Not there, or not there any more: the time since counts from the last frame.</summary>
    void Miss(string reason)
    {
        if (State.IsConnected)
        {
            lostAt = Stopwatch.GetTimestamp();
        }

        Enter(LivePhase.Reconnecting, reason);
    }

    void Enter(LivePhase phase, string? reason)
    {
        LiveSourceState before = State;
        if (before.Phase != LivePhase.Ended)
        {
            if (phase != before.Phase)
            {
                LogPhase(LiveStyleLogging.For("LiveStyle.Media.Capture"), input.Name, phase, reason ?? "frames arrive");
            }

            Volatile.Write(ref state, new LiveSourceState(phase, phase == before.Phase ? before.Since : DateTimeOffset.Now, reason));
        }
    }

    async ValueTask DisconnectAsync()
    {
        if (connection is { } ending)
        {
            connection = null;
            await ending.DisposeAsync().ConfigureAwait(false);
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(1, LogLevel.Information, "{Input}: {Phase}: {Reason}")]
    static partial void LogPhase(ILogger logger, string input, LivePhase phase, string reason);
}

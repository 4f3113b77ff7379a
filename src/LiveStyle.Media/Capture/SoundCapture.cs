using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveStyle.Audio;
using LiveStyle.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Media.Capture;

/// <summary>
/// The sound of a microphone, a line, a monitor of what is played, or an address, as it comes: 48 kHz, two channels of 16 bits, with the least
/// delay that ffmpeg gives. When the source vanishes, it is connected again until it is back.
/// </summary>
/// <remarks>
/// A thread of its own reads and calls back for each block of up to 100 ms, mostly 20. Thread-safe. Windows', macOS' and PulseAudio's devices could
/// not be tried where this was made.
/// </remarks>
/// <example>
/// <code>
/// long heard = 0;
/// await using (await SoundCapture.OpenAsync("test", new SoundCaptureOptions(), (samples, arrivedAt) => heard += samples.Length / 2, CancellationToken.None))
///     await Task.Delay(500);
/// Console.WriteLine($"{heard / 48_000.0} seconds were heard");
/// </code>
/// </example>
public sealed partial class SoundCapture : IAsyncDisposable
{
    static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(4);

    readonly SoundInput input;
    readonly SoundCaptureOptions options;
    readonly Action<ReadOnlySpan<short>, long> take;
    readonly TaskCompletionSource<string?> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ManualResetEventSlim stopping = new();
    readonly Lock gate = new();
    SoundConnection? connection;
    LiveSourceState state = new(LivePhase.Connected, DateTimeOffset.Now, null);
    long momentsHeard;

    SoundCapture(SoundInput input, SoundCaptureOptions options, Action<ReadOnlySpan<short>, long> take) =>
        (this.input, this.options, this.take) = (input, options, take);

    /// <summary>What is heard, without a password.</summary>
    public string Name => input.Name;

    /// <summary>Whether sound comes, and if not, since when and why.</summary>
    public LiveSourceState State => Volatile.Read(ref state);

    /// <summary>The moments of sound that have come, 48,000 a second; the next ones after a break go on from there.</summary>
    public long MomentsHeard => Volatile.Read(ref momentsHeard);

    /// <summary>Begins to hear, and returns once sound comes.</summary>
    /// <param name="location">
    /// "default" (what the system has), "pulse:NAME" and "alsa:hw:1" on Linux, "dshow:NAME" on Windows, "avfoundation:0" on macOS, "test" or
    /// "test:1000" (a tone of so many hertz), or a URL.
    /// </param>
    /// <param name="options">How patient to be.</param>
    /// <param name="take">
    /// Gets left and right samples, interleaved, and the timestamp at which the last of them was there, on the reading thread. It should be quick.
    /// Where it throws, the capture ends.
    /// </param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="MediaException">It can't be heard; the message is one line and says what is there.</exception>
    public static async Task<SoundCapture> OpenAsync(
        string location, SoundCaptureOptions options, Action<ReadOnlySpan<short>, long> take, CancellationToken cancellation)
    {
        SoundInput input = await FindAsync(location, cancellation).ConfigureAwait(false);
        var capture = new SoundCapture(input, options, take);
        new Thread(capture.Run) { IsBackground = true, Name = "sound capture" }.Start();
        try
        {
            return await capture.opened.Task.WaitAsync(cancellation).ConfigureAwait(false) is { } reason
                ? throw new MediaException($"{input.Name} can't be heard: {reason}; {await CureAsync(input, cancellation).ConfigureAwait(false)}")
                : capture;
        }
        catch
        {
            await capture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends ffmpeg; no call back follows. Not for use from the callback.</summary>
    public async ValueTask DisposeAsync()
    {
        Enter(LivePhase.Ended, "it was closed");
        lock (gate)
        {
            stopping.Set();
            connection?.Kill();
        }

        await ended.Task.ConfigureAwait(false);
    }

    static async Task<SoundInput> FindAsync(string location, CancellationToken cancellation)
    {
        SoundInput input = SoundInput.TryParse(location) ?? throw new MediaException(
            $"{location} is no source of sound; give {SoundInput.Forms}; {Present(await SoundDevices.ListAsync(cancellation).ConfigureAwait(false))}");
        if (input.Absence() is { } absence)
        {
            throw new MediaException($"{absence}; {Present(await SoundDevices.ListAsync(cancellation).ConfigureAwait(false))}");
        }

        if (input.Target.Length > 0)
        {
            return input;
        }

        // DirectShow has no word for the default one.
        IReadOnlyList<string> names = await SoundDevices.ListAsync(cancellation).ConfigureAwait(false);
        return names.Count > 0 ? SoundInput.TryParse(names[0])! with { Name = location } : throw new MediaException($"{location} can't be heard: {Present(names)}");
    }

    static async Task<string> CureAsync(SoundInput input, CancellationToken cancellation) => input.Device is null
        ? "check the address and that it is sending"
        : Present(await SoundDevices.ListAsync(cancellation).ConfigureAwait(false));

    static string Present(IReadOnlyList<string> names) =>
        names.Count > 0 ? $"here are {string.Join(", ", names)}" : "no sound device is found here: connect one, and see that the system's sound is running";

    void Run()
    {
        try
        {
            var buffer = new byte[5 * AudioFormat.BlockBytes];
            TimeSpan retryDelay = options.RetryDelay;
            long lostAt = 0;
            while (!stopping.IsSet)
            {
                if (Listen(buffer) is not { } reason)
                {
                    break;
                }

                if (opened.TrySetResult(reason))
                {
                    return;
                }

                if (State.IsConnected)
                {
                    (lostAt, retryDelay) = (Stopwatch.GetTimestamp(), options.RetryDelay);
                }

                Enter(LivePhase.Reconnecting, reason);
                if (options.GiveUpAfter is { } patience && Stopwatch.GetElapsedTime(lostAt) + retryDelay > patience)
                {
                    Enter(LivePhase.Ended, reason);
                    break;
                }

                stopping.Wait(retryDelay);
                retryDelay = retryDelay * 2 < LongestRetryDelay ? retryDelay * 2 : LongestRetryDelay;
            }
        }
        catch (Exception failure)
        {
            Enter(LivePhase.Ended, failure.Message);
            opened.TrySetException(failure);
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    /// <summary>One connection, to its end. Why it ended; null where it was told to.</summary>
    string? Listen(byte[] buffer)
    {
        SoundConnection started;
        try
        {
            started = SoundConnection.Start(input);
        }
        catch (MediaException failure) when (opened.Task.IsCompleted)
        {
            // A system that is short of something now may have it again.
            return failure.Message;
        }

        using SoundConnection current = started;
        lock (gate)
        {
            connection = current;
            if (stopping.IsSet)
            {
                return null;
            }
        }

        TimeSpan limit = input.Listens ? Timeout.InfiniteTimeSpan : options.ConnectTimeout;
        while (current.Read(buffer, limit) is var bytes and > 0)
        {
            long arrivedAt = options.Time.GetTimestamp();
            limit = options.SoundTimeout;
            Enter(LivePhase.Connected, null);
            opened.TrySetResult(null);
            take(MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, bytes)), arrivedAt);
            Volatile.Write(ref momentsHeard, momentsHeard + bytes / AudioFormat.BytesPerSample);
        }

        lock (gate)
        {
            connection = null;
        }

        return stopping.IsSet ? null : current.Reason(input);
    }

    void Enter(LivePhase phase, string? reason)
    {
        LiveSourceState before;
        do
        {
            before = State;
            if (before.Phase == LivePhase.Ended || (before.Phase == phase && before.Reason == reason))
            {
                return;
            }
        }
        while (Interlocked.CompareExchange(ref state, new LiveSourceState(phase, phase == before.Phase ? before.Since : DateTimeOffset.Now, reason), before) != before);
        if (phase != before.Phase)
        {
            LogPhase(LiveStyleLogging.For("LiveStyle.Media.Capture"), input.Name, phase, reason ?? "sound comes");
        }
    }

    [LoggerMessage(2, LogLevel.Information, "{Input}: {Phase}: {Reason}")]
    static partial void LogPhase(ILogger logger, string input, LivePhase phase, string reason);
}

using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Decoding;
using LiveStyle.Pipelines;

namespace LiveStyle.Playback.Playing;

/// <summary>Decodes ahead of the player, and begins anew after each seek.</summary>
/// <remarks>
/// A few frames wait decoded; of a live source the newest. After the end of a looped clip it goes on from the beginning; otherwise it
/// waits for a seek. Seeks come from any thread; one thread takes frames.
/// </remarks>
sealed class FrameFeed : IAsyncDisposable
{
    const int Ahead = 4;

    /// <summary>Farther off than any rounding of timestamps, nearer than any frame.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1.5);

    /// <summary>How far before a moment the frame before it is looked for first.</summary>
    static readonly TimeSpan ShortestLookBack = TimeSpan.FromMilliseconds(500);

    readonly PlaySource source;
    readonly bool isLooped;
    readonly CancellationTokenSource stop = new();
    readonly FedFrameQueue frames = new(Ahead);
    readonly Lock gate = new();
    readonly SemaphoreSlim asked = new(0);
    readonly AutoResetEvent arrived = new(false);
    readonly Task work;
    CancellationTokenSource reading = new();
    FeedAim aim;
    TimeSpan lookBack = ShortestLookBack;
    int lap;
    long fedCount;
    volatile bool isAtEnd;
    volatile string? problem;

    public FrameFeed(PlaySource source, TimeSpan start, bool isLooped)
    {
        this.source = source;
        this.isLooped = isLooped;
        aim = new FeedAim(start, null, 0);
        work = Task.Run(FeedAsync);
    }

    /// <summary>A live frame came too late to be shown. Called from another thread.</summary>
    public Action? Dropped { get; set; }

    /// <summary>Frames of other generations are of before the last seek.</summary>
    public int Generation
    {
        get
        {
            lock (gate)
            {
                return aim.Generation;
            }
        }
    }

    /// <summary>Whether the last frame has been fed and taken, and no seek asked for since.</summary>
    public bool IsDrained => isAtEnd && frames.IsEmpty;

    /// <summary>What broke the clip off or is wrong with it, in one line; null: nothing.</summary>
    public string? Problem => problem;

    /// <summary>Of the source that is or was read last.</summary>
    public FramePool? Pool { get; private set; }

    /// <summary>Takes a frame if one is there.</summary>
    public bool TryTake(out FedFrame fed) => frames.TryTake(out fed);

    /// <summary>Waits for a frame, a <see cref="Wake"/>, or until the time is over.</summary>
    public void Wait(TimeSpan timeout) => arrived.WaitOne(timeout);

    /// <summary>Ends a <see cref="Wait"/>.</summary>
    public void Wake() => arrived.Set();

    /// <summary>Goes on from another moment of the clip.</summary>
    public void Seek(TimeSpan to) => Aim(to, null);

    /// <summary>Goes on from the last frame before a moment; from the first where there is none.</summary>
    public void SeekBefore(TimeSpan moment) => Aim(moment - ShortestLookBack, moment);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        frames.Interrupt();
        await work.ConfigureAwait(false);
        frames.Clear();
        reading.Dispose();
        stop.Dispose();
        arrived.Dispose();
    }

    void Aim(TimeSpan from, TimeSpan? before)
    {
        lock (gate)
        {
            aim = new FeedAim(from > TimeSpan.Zero ? from : TimeSpan.Zero, before, aim.Generation + 1);
            lookBack = ShortestLookBack;
            isAtEnd = false;
            problem = null;

            // What hangs on it ends on other threads: the caller is the window's.
            _ = reading.CancelAsync();
            asked.Release();
        }

        frames.Clear();
        frames.Interrupt();
    }

    async Task FeedAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            (FeedAim current, CancellationToken cancellation) = Begin();
            try
            {
                if (Goes(current, await ReadAsync(current, cancellation).ConfigureAwait(false)))
                {
                    continue;
                }
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                // A seek or the end; whatever else it says comes of that.
                continue;
            }
            catch (LiveStyleException) when (IsEmptyAfterSeek(current))
            {
                LookFartherBack(current);
                continue;
            }
            catch (Exception failure)
            {
                problem = failure.Message;
            }

            lock (gate)
            {
                isAtEnd = aim.Generation == current.Generation;
            }

            try
            {
                await asked.WaitAsync(stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    (FeedAim Aim, CancellationToken Cancellation) Begin()
    {
        lock (gate)
        {
            reading.Dispose();
            reading = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            while (asked.Wait(0))
            {
            }

            return (aim, reading.Token);
        }
    }

    /// <summary>What follows the last frame. False: nothing.</summary>
    bool Goes(in FeedAim current, long count)
    {
        lock (gate)
        {
            if (aim.Generation != current.Generation)
            {
                return true;
            }

            if (count == 0)
            {
                if (!IsEmptyAfterSeek(current))
                {
                    return false;
                }

                LookFartherBack(current);
                return true;
            }

            if (!isLooped || source.IsLive)
            {
                return false;
            }

            aim = new FeedAim(TimeSpan.Zero, null, current.Generation);
            lap++;
            return true;
        }
    }

    /// <summary>Whether nothing was found there, but something may lie before it.</summary>
    bool IsEmptyAfterSeek(in FeedAim current) => fedCount == 0 && current.From > TimeSpan.Zero && current.Generation > 0;

    void LookFartherBack(in FeedAim current)
    {
        lock (gate)
        {
            if (aim.Generation == current.Generation)
            {
                TimeSpan from = current.From - lookBack;
                aim = current with { From = from > TimeSpan.Zero ? from : TimeSpan.Zero };
                lookBack *= 4;
            }
        }
    }

    /// <returns>Frames fed.</returns>
    async Task<long> ReadAsync(FeedAim current, CancellationToken cancellation)
    {
        fedCount = 0;
        IFrameSource<HostFrame> opened = await source.OpenAsync(current.From, cancellation).ConfigureAwait(false);
        Pool = opened switch
        {
            VideoSource clip => clip.Pool,
            LiveSource live => live.Pool,
            _ => null,
        };
        FedFrame? former = null;
        await using (opened.ConfigureAwait(false))
        {
            try
            {
                bool isBefore = current.Before is not null;
                while (await opened.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
                {
                    var fed = new FedFrame(frame, current.From + TimeSpan.FromSeconds(frame.Timestamp.Seconds), current.Generation, lap);
                    if (isBefore && fed.ClipTime < current.Before - Tolerance)
                    {
                        former?.Frame.Dispose();
                        former = fed;
                        continue;
                    }

                    if (isBefore && former is null && current.From > TimeSpan.Zero)
                    {
                        frame.Dispose();
                        return 0;
                    }

                    isBefore = false;
                    if (former is { } first)
                    {
                        former = fed;
                        await PutAsync(first, cancellation).ConfigureAwait(false);
                        former = null;
                    }

                    await PutAsync(fed, cancellation).ConfigureAwait(false);
                }

                if (former is { } last)
                {
                    former = null;
                    await PutAsync(last, cancellation).ConfigureAwait(false);
                }
            }
            finally
            {
                former?.Frame.Dispose();
            }

            problem = (opened as VideoSource)?.Note ?? problem;
            return fedCount;
        }
    }

    /// <summary>Takes a frame over.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask PutAsync(FedFrame fed, CancellationToken cancellation)
    {
        while (!frames.TryAdd(fed))
        {
            if (source.IsLive && frames.TryTake(out FedFrame oldest))
            {
                oldest.Frame.Dispose();
                Dropped?.Invoke();
                continue;
            }

            await frames.RoomAsync().ConfigureAwait(false);
            if (cancellation.IsCancellationRequested)
            {
                fed.Frame.Dispose();
                throw new OperationCanceledException(cancellation);
            }
        }

        fedCount++;
        arrived.Set();
    }
}

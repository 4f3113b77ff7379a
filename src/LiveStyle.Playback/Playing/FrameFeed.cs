using System.Runtime.CompilerServices;
using LiveStyle.Frames;
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
    readonly bool isSteadied;
    readonly CancellationTokenSource stop = new();
    readonly FrameQueue<FedFrame> frames;
    readonly Lock gate = new();
    readonly SemaphoreSlim asked = new(0);
    readonly AutoResetEvent arrived = new(false);
    readonly Task work;
    CancellationTokenSource reading = new();
    FeedAim aim;
    TimeSpan lookBack = ShortestLookBack;
    IFrameSource<HostFrame>? opened;
    int lap;
    long fedCount;
    volatile bool isAtEnd;
    volatile string? problem;

    /// <param name="source">Stays the caller's.</param>
    /// <param name="start">Moment of the clip.</param>
    /// <param name="isLooped">Whether it goes on from the beginning after the end.</param>
    /// <param name="isSteadied">Whether frames before what is shown come first, as <see cref="SteadyCells"/> says.</param>
    public FrameFeed(PlaySource source, TimeSpan start, bool isLooped, bool isSteadied = false)
    {
        this.source = source;
        this.isSteadied = isSteadied && !source.IsLive;
        this.isLooped = isLooped;
        frames = new FrameQueue<FedFrame>(Ahead, source.IsLive ? FullQueuePolicy.DropOldest : FullQueuePolicy.Wait, () => Dropped?.Invoke());
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

    /// <summary>Frames given out and not yet disposed, of the source that is or was read last.</summary>
    public int Outstanding => opened?.Outstanding ?? 0;

    /// <summary>Takes a frame if one is there.</summary>
    public bool TryTake(out FedFrame fed) => frames.TryRead(out fed);

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
        frames.Complete();
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

        // Which also lets a reader go on that waits for room.
        frames.Clear();
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
        TimeSpan from = isSteadied ? SteadyCells.LeadOf(current.From) : current.From;
        IFrameSource<HostFrame> reader = await source.OpenAsync(from, cancellation).ConfigureAwait(false);
        opened = reader;
        FedFrame? former = null;
        await using (reader.ConfigureAwait(false))
        {
            try
            {
                bool isBefore = current.Before is not null;
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
                {
                    var fed = new FedFrame(frame, from + TimeSpan.FromSeconds(frame.Timestamp.Seconds), current.Generation, lap);
                    if (!isBefore && from < current.From && fed.ClipTime < current.From - Tolerance)
                    {
                        await PutAsync(fed with { IsLead = true }, cancellation).ConfigureAwait(false);
                        continue;
                    }

                    if (isBefore && fed.ClipTime < current.Before - Tolerance)
                    {
                        // The one before has another owner as it is fed, whatever becomes of that.
                        FedFrame? earlier = former;
                        former = fed;
                        if (earlier is { } lead)
                        {
                            await LeadAsync(lead, cancellation).ConfigureAwait(false);
                        }

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
                former?.Dispose();
            }

            problem = reader.Note ?? problem;
            return fedCount;
        }
    }

    /// <summary>Takes a frame over.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask PutAsync(FedFrame fed, CancellationToken cancellation)
    {
        while (!frames.TryWrite(fed))
        {
            if (!await frames.WaitToWriteAsync().ConfigureAwait(false) || cancellation.IsCancellationRequested)
            {
                fed.Dispose();
                throw new OperationCanceledException(cancellation);
            }
        }

        fedCount += fed.IsLead ? 0 : 1;
        arrived.Set();
    }

    /// <summary>Takes a frame over that comes before what is shown.</summary>
    ValueTask LeadAsync(FedFrame fed, CancellationToken cancellation)
    {
        if (isSteadied)
        {
            return PutAsync(fed with { IsLead = true }, cancellation);
        }

        fed.Dispose();
        return ValueTask.CompletedTask;
    }
}

using System.Threading.Channels;
using LiveStyle.Frames;
using LiveStyle.Media;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.App.Playing;

/// <summary>A frame of the clip and where in it it lies.</summary>
/// <param name="Frame">The receiver disposes it.</param>
/// <param name="ClipTime">From the clip's beginning.</param>
/// <param name="Generation">Of the seek after which it was decoded.</param>
/// <param name="Lap">Grows each time a looped clip begins anew.</param>
readonly record struct FedFrame(HostFrame Frame, TimeSpan ClipTime, int Generation, int Lap);

/// <summary>Decodes ahead of the player, and begins anew after each seek.</summary>
/// <remarks>
/// A few frames wait decoded. After the end of a looped clip it goes on from the beginning; otherwise it waits for a seek. Seeks come
/// from any thread; one thread takes frames.
/// </remarks>
sealed class FrameFeed : IAsyncDisposable
{
    const int Ahead = 4;

    readonly PlaySource source;
    readonly bool isLooped;
    readonly CancellationTokenSource stop = new();
    readonly Channel<FedFrame> frames;
    readonly Lock gate = new();
    readonly SemaphoreSlim asked = new(0);
    readonly AutoResetEvent arrived = new(false);
    readonly Task work;
    CancellationTokenSource reading = new();
    TimeSpan start;
    int generation;
    int lap;

    public FrameFeed(PlaySource source, TimeSpan start, bool isLooped)
    {
        this.source = source;
        this.start = start;
        this.isLooped = isLooped;
        frames = Channel.CreateBounded<FedFrame>(
            new BoundedChannelOptions(Ahead)
            {
                SingleReader = true,
                FullMode = source.IsLive ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
            },
            fed =>
            {
                fed.Frame.Dispose();
                Dropped?.Invoke();
            });
        work = Task.Run(FeedAsync);
    }

    /// <summary>A live frame came too late to be shown. Called from another thread.</summary>
    public Action? Dropped { get; set; }

    /// <summary>Frames of other generations are of before the last seek.</summary>
    public int Generation => Volatile.Read(ref generation);

    /// <summary>Whether the clip's last frame has been fed, and no seek asked for since.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What broke the clip off, in one line; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes a frame if one is there.</summary>
    public bool TryTake(out FedFrame fed) => frames.Reader.TryRead(out fed);

    /// <summary>Waits for a frame, or until the time is over.</summary>
    public void Wait(TimeSpan timeout) => arrived.WaitOne(timeout);

    /// <summary>Goes on from another moment of the clip.</summary>
    public void Seek(TimeSpan to)
    {
        lock (gate)
        {
            start = to > TimeSpan.Zero ? to : TimeSpan.Zero;
            generation++;
            IsAtEnd = false;
            reading.Cancel();
            asked.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await reading.CancelAsync().ConfigureAwait(false);
        frames.Writer.TryComplete();
        await work.ConfigureAwait(false);
        while (frames.Reader.TryRead(out FedFrame fed))
        {
            fed.Frame.Dispose();
        }

        arrived.Dispose();
        stop.Dispose();
    }

    async Task FeedAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan from;
            int current;
            CancellationToken cancellation;
            lock (gate)
            {
                reading.Dispose();
                reading = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                (from, current, cancellation) = (start, generation, reading.Token);
                while (asked.Wait(0))
                {
                }
            }

            try
            {
                long count = await ReadAsync(from, current, cancellation).ConfigureAwait(false);
                if (isLooped && !source.IsLive && count > 0)
                {
                    lock (gate)
                    {
                        start = generation == current ? TimeSpan.Zero : start;
                        lap++;
                    }

                    continue;
                }
            }
            catch (OperationCanceledException)
            {
                continue;
            }
            catch (LiveStyleException problem)
            {
                Problem = problem.Message;
            }

            IsAtEnd = Generation == current;
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

    /// <returns>Frames fed.</returns>
    async Task<long> ReadAsync(TimeSpan from, int current, CancellationToken cancellation)
    {
        IFrameSource<HostFrame> opened = await source.OpenAsync(from, cancellation).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            long count = 0;
            while (await opened.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
            {
                var fed = new FedFrame(frame, from + TimeSpan.FromSeconds(frame.Timestamp.Seconds), current, lap);
                try
                {
                    await frames.Writer.WriteAsync(fed, cancellation).ConfigureAwait(false);
                }
                catch (Exception problem) when (problem is OperationCanceledException or ChannelClosedException)
                {
                    frame.Dispose();
                    throw new OperationCanceledException(cancellation);
                }

                arrived.Set();
                count++;
            }

            return count;
        }
    }
}

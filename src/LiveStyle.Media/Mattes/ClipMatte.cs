using System.Runtime.CompilerServices;
using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Time;

namespace LiveStyle.Media.Mattes;

/// <summary>A clip beside the film. Keeps the few masks that frames under way may still ask for.</summary>
sealed class ClipMatte : Matte
{
    /// <summary>
    /// A matte's frame counts from a little before its time, since Matroska rounds times to milliseconds. No multiple of the ticks that clips
    /// have, so that the last digit of a rounded start decides nothing.
    /// </summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromTicks(7137);

    /// <summary>How far before a moment to look for the frame that holds there, until one is found; then the clip's beginning.</summary>
    static readonly TimeSpan?[] Steps = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), null];

    readonly MediaInfo clip;
    readonly MatteOptions options;
    readonly FramePool pool;
    readonly SemaphoreSlim gate = new(1);

    /// <summary>The masks by rising time; the last may lie ahead of all that was asked for.</summary>
    readonly List<TimedMask> window = [];

    /// <summary>The moments of the last requests, by turns: as many as frames are under way.</summary>
    readonly TimeSpan[] asked;
    VideoSource? source;
    int turn;
    bool fromBeginning;
    bool ended;
    string? note;

    ClipMatte(MediaInfo clip, MatteOptions options)
    {
        this.clip = clip;
        this.options = options;
        pool = new FramePool(options.Size, FrameFormat.Gray);
        asked = new TimeSpan[Math.Max(1, options.Slots)];
    }

    public override int Outstanding => pool.Outstanding;

    public override string? Note => source?.Note ?? note;

    public static async Task<ClipMatte> OpenAsync(MediaInfo clip, MatteOptions options, CancellationToken cancellation)
    {
        var matte = new ClipMatte(clip, options);
        try
        {
            TimeSpan begin = options.Begin + options.Start + Tolerance;
            Array.Fill(matte.asked, begin);
            await matte.SeekAsync(begin, cancellation).ConfigureAwait(false);
            return matte;
        }
        catch
        {
            await matte.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<MatteMask> AtAsync(Timestamp time, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            TimeSpan moment = TickScale.ToTime(time.Ticks, time.TimeBase) + options.Start + Tolerance;
            asked[turn] = moment;
            turn = (turn + 1) % asked.Length;
            if (window.Count == 0 || (window[0].Time > moment && !fromBeginning))
            {
                await SeekAsync(moment, cancellation).ConfigureAwait(false);
            }
            else
            {
                await ReadToAsync(moment, cancellation).ConfigureAwait(false);
            }

            int at = window.Count - 1;
            while (at > 0 && window[at].Time > moment)
            {
                at--;
            }

            MatteMask mask = window[at].Mask;
            mask.Frame.AddReference();
            Forget();
            return mask;
        }
        finally
        {
            gate.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        pool.Dispose();
    }

    /// <summary>Opens the clip where the frame that holds at a moment is sure to be in what follows.</summary>
    async ValueTask SeekAsync(TimeSpan moment, CancellationToken cancellation)
    {
        foreach (TimeSpan? step in Steps)
        {
            await CloseAsync().ConfigureAwait(false);
            TimeSpan length = clip.Start + clip.Duration - clip.Origin;
            TimeSpan target = length > TimeSpan.Zero && length < moment ? length : moment;
            TimeSpan? start = target - step is { } early && early > TimeSpan.Zero ? early : null;
            try
            {
                source = await VideoSource.OpenAsync(clip, Options(start), cancellation).ConfigureAwait(false);
                fromBeginning = start is null;
                await ReadToAsync(moment, cancellation).ConfigureAwait(false);
            }
            catch (NoPictureException) when (start is not null)
            {
                // Nothing may lie in the last seconds.
                continue;
            }

            if (fromBeginning || window[0].Time <= moment)
            {
                return;
            }
        }
    }

    /// <param name="start">The first moment that is wanted; null: from the beginning.</param>
    VideoSourceOptions Options(TimeSpan? start) => new()
    {
        Size = options.Size,
        Window = start is { } first ? new TickWindow(TickScale.FromTime(first, clip.RequireVideo().TimeBase), null) : null,
        Alpha = true,
    };

    /// <summary>Reads until a frame lies beyond a moment, or the clip ends.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask ReadToAsync(TimeSpan moment, CancellationToken cancellation)
    {
        while (!ended && (window.Count == 0 || window[^1].Time <= moment))
        {
            using HostFrame? picture = await source!.ReadAsync(cancellation).ConfigureAwait(false);
            if (picture is null)
            {
                ended = true;
                note = source.Note ?? note;
                return;
            }

            HostFrame mask = pool.Rent();
            FrameCompositing.ToMask(picture, mask);
            TimeSpan time = TickScale.ToTime(picture.Timestamp.Ticks, picture.Timestamp.TimeBase);
            window.Add(new TimedMask(time, new MatteMask(mask, MatteMask.Measure(mask))));
            Forget();
        }
    }

    /// <summary>Lets go of masks that no frame under way can ask for: others have followed them by then.</summary>
    void Forget()
    {
        TimeSpan oldest = asked[0];
        foreach (TimeSpan moment in asked)
        {
            oldest = moment < oldest ? moment : oldest;
        }

        while (window.Count > 1 && window[1].Time <= oldest)
        {
            window[0].Mask.Dispose();
            window.RemoveAt(0);
            fromBeginning = false;
        }
    }

    async ValueTask CloseAsync()
    {
        foreach (TimedMask kept in window)
        {
            kept.Mask.Dispose();
        }

        window.Clear();
        ended = false;
        if (source is not null)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            source = null;
        }
    }

    readonly record struct TimedMask(TimeSpan Time, MatteMask Mask);
}

using System.Globalization;
using System.Runtime.CompilerServices;
using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Nut;
using LiveStyle.Time;

namespace LiveStyle.Media.Encoding;

/// <summary>One ffmpeg that encodes, from its first picture on, which tells where its timestamps begin.</summary>
sealed class EncoderRun : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly EncodePlan plan;
    readonly FfmpegProcess process;
    readonly NutWriter writer;
    readonly PictureMemory memory = new();
    readonly EdgePadding? padding;
    readonly PlaneSeparation? separation;
    readonly HostFrame? interleaved;
    HostFrame? tight;
    readonly Task progress;
    readonly long lead;
    readonly bool isPumping;
    long encodedFrames;
    bool isHandingOn;
    bool disposed;

    /// <param name="plan">What is written.</param>
    /// <param name="size">The size of the frames; the plan's coded size may be larger by an edge.</param>
    /// <param name="format">The format of the frames.</param>
    /// <param name="firstTicks">Timestamp of the first frame, in the plan's time base.</param>
    public static EncoderRun Start(EncodePlan plan, FrameSize size, FrameFormat format, long firstTicks)
    {
        // Players show nothing of what lies before zero, so the whole file is raised.
        long lead = Math.Max(0, -firstTicks);
        return new EncoderRun(plan, size, format, lead, EncodeArguments.Build(plan), null);
    }

    /// <param name="plan">What is written.</param>
    /// <param name="size">The size of the frames.</param>
    /// <param name="format">The format of the frames.</param>
    /// <param name="lead">Ticks that the pictures' timestamps are raised by, and the output's lowered by the arguments.</param>
    /// <param name="arguments">ffmpeg's.</param>
    /// <param name="target">Gets what ffmpeg prints; null: it prints its progress.</param>
    public EncoderRun(EncodePlan plan, FrameSize size, FrameFormat format, long lead, string arguments, Stream? target)
    {
        this.plan = plan;
        this.lead = lead;
        process = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), arguments);
        writer = new NutWriter(process.PictureInput(), plan.CodedSize, plan.Raw, plan.TimeBase, plan.FrameRate);
        padding = size == plan.CodedSize ? null : new EdgePadding(plan.CodedSize, plan.Raw);
        separation = format == plan.Pictures ? null : new PlaneSeparation(size, plan.Pictures);
        interleaved = plan.HasAlpha ? HostFrame.Allocate(size, FrameFormat.Rgba) : null;
        progress = target is null ? FollowAsync() : PumpAsync(target);
        isPumping = target is not null;
    }

    /// <summary>Whether what ffmpeg prints could not be handed on, since nobody reads it any more or there is no room.</summary>
    public bool IsTargetClosed => TargetFailure is not null;

    /// <summary>What the system said of that; null: it could be handed on.</summary>
    public IOException? TargetFailure { get; private set; }

    /// <summary>Whether what ffmpeg prints waits for who reads it. Any thread may ask.</summary>
    public bool IsTargetBusy => Volatile.Read(ref isHandingOn);

    public FfmpegLog Complaint => process.Complaint;

    public int ProcessId => process.Id;

    public long FramesWritten { get; private set; }

    /// <summary>Timestamp of the first frame, in the plan's time base; means nothing before it.</summary>
    public long FirstTicks { get; private set; }

    /// <summary>Timestamp of the last frame, likewise.</summary>
    public long LastTicks { get; private set; }

    /// <summary>Frames that ffmpeg has encoded so far, as it last said.</summary>
    public long EncodedFrames => Volatile.Read(ref encodedFrames);

    /// <param name="frame">Stays the caller's.</param>
    /// <param name="at">When it is shown.</param>
    /// <param name="cancellation">Not heeded by a write that waits: <see cref="Kill"/> ends it.</param>
    /// <exception cref="IOException">ffmpeg is gone.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, Timestamp at, CancellationToken cancellation)
    {
        long ticks = TickScale.Rescale(at.Ticks, at.TimeBase, plan.TimeBase);

        // No container takes two frames of one time; broken clips have them.
        ticks = FramesWritten > 0 ? Math.Max(ticks, LastTicks + 1) : ticks;
        if (FramesWritten == 0)
        {
            FirstTicks = ticks;
            await writer.WriteHeadersAsync(cancellation).ConfigureAwait(false);
        }

        HostFrame picture = frame;
        if (!frame.IsContiguous)
        {
            picture = tight ??= HostFrame.Allocate(frame.Size, frame.Format);
            frame.CopyTo(picture);
        }

        picture = separation?.Separate(picture) ?? picture;
        if (interleaved is not null)
        {
            AlphaInterleaving.Join(picture, frame.Alpha, interleaved);
            picture = interleaved;
        }

        picture = padding?.Pad(picture) ?? picture;
        await writer.WritePictureAsync(memory.Of(picture), ticks + lead, cancellation).ConfigureAwait(false);
        LastTicks = ticks;
        FramesWritten++;
    }

    public void Kill() => process.Kill();

    public void CloseInput() => process.CloseInput();

    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        int code = await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        await progress.ConfigureAwait(false);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await process.DisposeAsync().ConfigureAwait(false);

        // Where a reader has stopped reading, a write to it may wait for good.
        await (isPumping ? Task.WhenAny(progress, Task.Delay(Patience)) : progress).ConfigureAwait(false);
        padding?.Dispose();
        separation?.Dispose();
        interleaved?.Dispose();
        tight?.Dispose();
    }

    async Task PumpAsync(Stream target)
    {
        var buffer = new byte[1 << 17];
        try
        {
            while (await process.Output.ReadAsync(buffer).ConfigureAwait(false) is > 0 and int count)
            {
                try
                {
                    Volatile.Write(ref isHandingOn, true);
                    await target.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
                    await target.FlushAsync().ConfigureAwait(false);
                    Volatile.Write(ref isHandingOn, false);
                }
                catch (IOException failure)
                {
                    TargetFailure = failure;
                    Kill();
                    return;
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The run was killed.
        }
    }

    async Task FollowAsync()
    {
        try
        {
            using var lines = new StreamReader(process.Output);
            while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (line.StartsWith("frame=", StringComparison.Ordinal) &&
                    long.TryParse(line.AsSpan(6), CultureInfo.InvariantCulture, out long count))
                {
                    Volatile.Write(ref encodedFrames, count);
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The run was killed; nobody asks for progress any more.
        }
    }
}

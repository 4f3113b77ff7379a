using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.Media.Piping;

/// <summary>Writes the frames of a <see cref="PipedFilm"/>, with all that goes past them. Into a file: under a partial name, until it is whole.</summary>
/// <remarks>ffmpeg starts at the first frame. Not thread-safe. Disposal without completion ends it, and removes the partial file.</remarks>
public sealed class PipedFilmWriter : IFrameSink<HostFrame>
{
    readonly string output;
    readonly Stream? stream;
    readonly EncodePlan plan;
    readonly FrameSize size;
    readonly FrameFormat format;
    readonly TimeSpan lead;
    readonly Func<TimeSpan, string> arguments;
    readonly SideStreams? side;
    readonly VideoSource source;
    HostFrame? last;
    EncoderRun? run;
    bool settled;

    internal PipedFilmWriter(string output, Stream? stream, EncodePlan plan, VideoSource source, TimeSpan lead, SideStreams? side, Func<TimeSpan, string> arguments)
    {
        (this.side, this.source) = (side, source);
        (this.output, this.stream, this.plan, this.lead, this.arguments) = (output, stream, plan, lead, arguments);
        (size, format) = (source.Size, source.Format);
        Note = plan.Differences(size);
    }

    /// <summary>One line on what differs from what was asked; null: nothing.</summary>
    public string? Note { get; }

    /// <summary>One line on how the last frame's length was told, once all is written; null: it needed no telling.</summary>
    public string? EndNote { get; private set; }

    /// <summary>The number of frames that were given to it.</summary>
    public long FramesWritten { get; private set; }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, CancellationToken cancellation)
    {
        using HostFrame owned = frame;
        cancellation.ThrowIfCancellationRequested();
        run ??= Start(frame.Timestamp);
        if (stream is not null)
        {
            last?.Dispose();
            last = frame.AddReference();
        }

        await EncodeAsync(frame, frame.Timestamp, cancellation).ConfigureAwait(false);
        FramesWritten++;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask EncodeAsync(HostFrame frame, Timestamp at, CancellationToken cancellation)
    {
        using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((EncoderRun)state!).Kill(), run);
        try
        {
            side?.BeginPicture(run!);
            await run!.WriteAsync(frame, at, cancellation).ConfigureAwait(false);
            side?.EndPicture();
        }
        catch (IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw await ExplainAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes the last frame and ends the film; a file gets its final name.</summary>
    /// <exception cref="MediaException">It could not be written, or who reads it has gone.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (run is null)
        {
            throw new MediaException($"no frame was written to {output}");
        }

        await HoldLastAsync(cancellation).ConfigureAwait(false);
        run.CloseInput();
        using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((EncoderRun)state!).Kill(), run);
        int code = await run.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (code != 0 || run.IsTargetClosed || IsDiskFull)
        {
            throw Reason(code);
        }

        if (side is not null)
        {
            string address = side.EncoderAddress;
            string? broken = run.Complaint.Find(address)?.Replace(address + ": ", "", StringComparison.Ordinal);
            if ((broken ?? await side.FailureAsync(cancellation).ConfigureAwait(false)) is { } why)
            {
                throw new MediaException($"sound or subtitles got lost on their way into {output} ({why}); give files by their names instead of a pipe");
            }
        }

        if (stream is null)
        {
            if (await EncodedFile.CountFramesAsync(plan.Path, cancellation).ConfigureAwait(false) is not { } frames || frames != FramesWritten)
            {
                throw new MediaException($"ffmpeg wrote a file for {output} that doesn't hold all {FramesWritten} frames; try another codec or container");
            }

            try
            {
                if (source.End is { } end)
                {
                    await EncodedEnd.CorrectAsync(plan.Path, plan, run, TickScale.Rescale(end, source.TimeBase, plan.TimeBase), cancellation).ConfigureAwait(false);
                }

                File.Move(plan.Path, output, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw DiskFullException.Of(output, failure);
            }
        }

        settled = true;
    }

    /// <summary>What is gone can't be told how long it is: in a stream, the last frame comes once more where its end is near.</summary>
    async ValueTask HoldLastAsync(CancellationToken cancellation)
    {
        if (last is null || source.End is not { } end)
        {
            return;
        }

        long usual = Math.Max(1, TickScale.Rescale(1, new Rational(source.FrameRate.Denominator, source.FrameRate.Numerator), source.TimeBase));
        if (end - last.Timestamp.Ticks <= usual + usual / 2)
        {
            return;
        }

        await EncodeAsync(last, last.Timestamp with { Ticks = end - usual }, cancellation).ConfigureAwait(false);
        EndNote = "the last frame comes twice, since a stream tells only so how long it is shown";
    }

    /// <summary>Ends ffmpeg and removes the partial file, where the film was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        last?.Dispose();
        last = null;
        if (run is not null)
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }

        if (!settled && stream is null)
        {
            settled = true;
            PartialFile.Delete(plan.Path);
        }
    }

    bool IsDiskFull => run?.Complaint.IsDiskFull == true || DiskFullException.IsCauseOf(run?.TargetFailure);

    EncoderRun Start(Timestamp first)
    {
        long ticks = TickScale.Rescale(first.Ticks, first.TimeBase, plan.TimeBase);
        return new EncoderRun(plan, size, format, TickScale.FromTime(lead, plan.TimeBase), arguments(TickScale.ToTime(ticks, plan.TimeBase)), stream);
    }

    async Task<MediaException> ExplainAsync()
    {
        try
        {
            return Reason(await run!.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None).ConfigureAwait(false));
        }
        catch (TimeoutException)
        {
            return Reason(0);
        }
    }

    MediaException Reason(int code) =>
        DiskFullException.IsCauseOf(run!.TargetFailure) ? new DiskFullException(output, run.TargetFailure)
        : run.IsTargetClosed && !IsDiskFull ? new MediaException($"what reads the film from {output} closed it after {FramesWritten} frames") { Location = output }
        : FfmpegException.Writing(output, run.Complaint, code);
}

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
    EncoderRun? run;
    bool settled;

    public PipedFilmWriter(string output, Stream? stream, EncodePlan plan, VideoSource source, TimeSpan lead, SideStreams? side, Func<TimeSpan, string> arguments)
    {
        this.side = side;
        (this.output, this.stream, this.plan, this.lead, this.arguments) = (stream is null ? output : "standard output", stream, plan, lead, arguments);
        (size, format) = (source.Size, source.Format);
        Note = plan.Differences(size);
    }

    /// <summary>One line on what differs from what was asked; null: nothing.</summary>
    public string? Note { get; }

    public long FramesWritten => run?.FramesWritten ?? 0;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, CancellationToken cancellation)
    {
        using HostFrame owned = frame;
        cancellation.ThrowIfCancellationRequested();
        run ??= Start(frame.Timestamp);
        using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((EncoderRun)state!).Kill(), run);
        try
        {
            side?.BeginPicture(run);
            await run.WriteAsync(frame, cancellation).ConfigureAwait(false);
            side?.EndPicture();
        }
        catch (IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw await ExplainAsync().ConfigureAwait(false);
        }
    }

    /// <exception cref="MediaException">It could not be written, or who reads it has gone.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (run is null)
        {
            throw new MediaException($"no frame was written to {output}");
        }

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
                File.Move(plan.Path, output, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new MediaException($"{output} can't be written: {failure.Message}", failure);
            }
        }

        settled = true;
    }

    public async ValueTask DisposeAsync()
    {
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

    bool IsDiskFull => run?.Complaint.Mentions("No space left on device") == true;

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

    MediaException Reason(int code) => new(
        run!.IsTargetClosed ? $"what reads the film from standard output closed it after {FramesWritten} frames"
        : IsDiskFull ? $"the disk is full: {output} could not be written; free some space or choose another folder"
        : FfmpegProcess.IsSignal(code) ? $"ffmpeg was stopped (signal {code - 128}) while it wrote {output}; run it again"
        : $"ffmpeg could not write {output}: {run.Complaint.Essence() ?? $"it ended with code {code}"}");
}

using System.Globalization;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Sequences;

namespace LiveStyle.Media.Joining;

/// <summary>
/// Joins a film from its segments without coding them again, and adds sound, subtitles, chapters, attachments and tags
/// of the original, as <see cref="StreamPlan"/> tells. The film has a partial name until every picture in it has been found at its time.
/// </summary>
public static class FilmJoin
{
    /// <summary>The share of the work that is writing the film; the rest is looking it through.</summary>
    const double WritingShare = 0.9;

    /// <summary>Joins a film's segments with all else of the original into one file, whole or not at all.</summary>
    /// <param name="options">The segments, the original, and the film that they become.</param>
    /// <param name="cancellation">Ends the joining.</param>
    /// <exception cref="MediaException">
    /// The film can't be written, the disk is full, or the segments don't hold what they promise. No file is left.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled: the partial film is removed, the segments stay.</exception>
    /// <exception cref="ArgumentException">No segments, or ticks that don't ascend.</exception>
    public static async Task JoinAsync(FilmJoinOptions options, CancellationToken cancellation)
    {
        Check(options.Segments);
        if (OutputContainer.Of(options.Output).IsSequence)
        {
            await SequenceJoin.JoinAsync(options, cancellation).ConfigureAwait(false);
            return;
        }

        StreamPlan plan = StreamPlan.Of(options.Original, options.Output);
        var timeline = new JoinTimeline(options, ClipCut.Of(options.Original, options.Start, options.Duration));
        string partial = PartialFile.Create(options.Output, options.Original.Location);
        try
        {
            using JoinFiles files = await JoinFiles.WriteAsync(options, plan, timeline, cancellation).ConfigureAwait(false);
            await WriteAsync(JoinArguments.Build(options, plan, timeline, files, partial), options, timeline, cancellation).ConfigureAwait(false);
            if (await JoinedPictures.DifferenceAsync(partial, plan.FilmVideo, options, timeline, cancellation).ConfigureAwait(false) is { } difference)
            {
                throw new MediaException($"{options.Output} could not be joined: {difference}; remove the segments and run it again");
            }

            File.Move(partial, options.Output, overwrite: true);
            options.Progress?.Invoke(1);
        }
        catch (Exception failure)
        {
            PartialFile.Delete(partial);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw DiskFullException.Of(options.Output, failure);
            }

            throw;
        }
    }

    static void Check(IReadOnlyList<FilmSegment> segments)
    {
        long last = long.MinValue;
        foreach (long ticks in segments.SelectMany(segment => segment.Ticks))
        {
            last = ticks > last ? ticks : throw new ArgumentException("The segments' ticks don't ascend.", nameof(segments));
        }

        if (segments.Count == 0 || segments.Any(segment => segment.Ticks.Count == 0))
        {
            throw new ArgumentException("A film has segments, and each has pictures.", nameof(segments));
        }

        if (segments.FirstOrDefault(segment => !File.Exists(segment.Path)) is { } missing)
        {
            throw new MediaException($"the segment {missing.Path} is missing; run it again");
        }
    }

    static async Task WriteAsync(string arguments, FilmJoinOptions options, JoinTimeline timeline, CancellationToken cancellation)
    {
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), arguments);
        await using (process.ConfigureAwait(false))
        {
            process.CloseInput();
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            using var lines = new StreamReader(process.Output);
            while (await lines.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                if (line.StartsWith("out_time_us=", StringComparison.Ordinal) && long.TryParse(line.AsSpan(12), CultureInfo.InvariantCulture, out long done))
                {
                    TimeSpan written = TimeSpan.FromMicroseconds(done) - timeline.WholeSeconds;
                    options.Progress?.Invoke(Math.Clamp(written / timeline.Length, 0, 1) * WritingShare);
                }
            }

            int code = await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (code != 0 || process.Complaint.IsDiskFull)
            {
                throw FfmpegException.Writing(options.Output, process.Complaint, code);
            }
        }
    }
}

using System.Globalization;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;
using LiveStyle.Time;

namespace LiveStyle.Media.Decoding;

/// <summary>The times at which the frames of a clip's cut are shown, found without decoding it where that can be told.</summary>
/// <param name="Ticks">The timestamps in the video's time base, counted from the beginning of the cut, ascending.</param>
public sealed record FrameIndex(IReadOnlyList<long> Ticks)
{
    /// <summary>The end of the last frame, in the same ticks; null where nothing tells.</summary>
    public long? End { get; init; }

    /// <summary>
    /// Timestamp, below zero, of the picture that is still shown where the cut begins, while the next one comes late: among <see cref="Ticks"/> it stands at zero.
    /// Null: the first picture is one that begins within the cut.
    /// </summary>
    public long? Held { get; init; }

    /// <summary>Reads all packets of the video. Where they don't tell (raw streams, old AVI), all frames are decoded instead.</summary>
    /// <param name="clip">The clip, probed; a file.</param>
    /// <param name="start">The beginning of the cut, from the clip's origin; null for the clip's own.</param>
    /// <param name="duration">The length of the cut; null to the end.</param>
    /// <param name="progress">Gets the share read so far, 0 to 1, now and then.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MediaException">Nothing of it lies in the cut.</exception>
    public static async Task<FrameIndex> ScanAsync(
        MediaInfo clip, TimeSpan? start, TimeSpan? duration, Action<double>? progress, CancellationToken cancellation)
    {
        VideoStreamInfo video = clip.RequireVideo();
        ClipCut cut = ClipCut.Of(clip, start, duration);
        var ticks = new List<long>();
        var span = new PacketSpan();
        long? before = null, after = null;
        long lastingBefore = 0;
        bool complete = true, isWhole = true;
        if (clip.Sequence is { } pictures)
        {
            for (int i = 0; i < pictures.Files.Count; i++)
            {
                Add(i, 1);
                span.Add(i, 1);
            }

            return Found();
        }

        await foreach (string line in LinesAsync(
            FfmpegPrograms.Ffprobe(),
            $"-v error -select_streams {video.Index} -show_entries packet=pts,duration,flags -of csv=p=0 {QuotedPath.Input(clip.Location).Text}",
            complaint => isWhole = !VideoSource.EarlyEnds.Any(complaint.Mentions),
            cancellation).ConfigureAwait(false))
        {
            // "pts,duration,flags"; D: to be decoded, not shown.
            string[] fields = line.Split(',');
            if (fields.Length < 3)
            {
                continue;
            }

            span.Count++;
            if (fields[2].Contains('D', StringComparison.Ordinal))
            {
                continue;
            }

            if (!long.TryParse(fields[0], CultureInfo.InvariantCulture, out long pts))
            {
                complete = false;
                break;
            }

            long? lasting = long.TryParse(fields[1], CultureInfo.InvariantCulture, out long told) ? told : null;
            Add(pts, lasting ?? 0);
            span.Add(pts, lasting);
        }

        if (!complete)
        {
            ticks.Clear();
            (before, after) = (null, null);
            isWhole = false;
            await foreach (string line in LinesAsync(FfmpegPrograms.Ffmpeg(), DecodeArguments.BuildIndex(clip, video), null, cancellation).ConfigureAwait(false))
            {
                // "stream, dts, pts, duration, size, checksum".
                string[] fields = line.Split(',');
                if (fields.Length >= 6 && line[0] != '#' && long.TryParse(fields[2], CultureInfo.InvariantCulture, out long pts))
                {
                    Add(pts, 0);
                }
            }
        }

        ticks.Sort();
        return Found();

        FrameIndex Found()
        {
            long? held = Held();
            if (held is not null)
            {
                ticks.Insert(0, 0);
            }

            return ticks.Count > 0
                ? new FrameIndex(ticks) { End = End(), Held = held }
                : throw new NoPictureException($"no frame of {clip.Name} lies in the part that was asked for; check where it is cut");
        }

        // A picture is shown until the next one comes, or as long as its packet says.
        long? Held() => cut.IsCut && (after is not null || before + lastingBefore > 0)
            && (ticks.Count == 0 || TickScale.ToTime(ticks[0], video.TimeBase) > ClipCut.LongestGap) ? before : null;

        // Where pictures follow after the cut, the last one within is shown to its end.
        long? End() => cut.EndTicks(video.TimeBase) is { } limit && span.Last >= limit ? limit - cut.BeginTicks(video.TimeBase)
            : isWhole && (clip.Sequence is not null || (video.FrameCount ?? span.Count) == span.Count) && ClipEnd.Of(clip, span.Last, span.Lasting) is { } end
            ? Math.Min(end, cut.EndTicks(video.TimeBase) ?? end) - cut.BeginTicks(video.TimeBase) : null;

        void Add(long pts, long lasting)
        {
            long relative = pts - cut.BeginTicks(video.TimeBase);
            if (relative >= 0)
            {
                after = Math.Min(relative, after ?? relative);
            }
            else if (before is null || relative > before)
            {
                (before, lastingBefore) = (relative, lasting);
            }

            if (!cut.IsCut || (relative >= 0 && (cut.EndTicks(video.TimeBase) is not { } end || pts < end)))
            {
                ticks.Add(relative);
            }

            if (progress is not null && ticks.Count % 256 == 0 && clip.Duration > TimeSpan.Zero)
            {
                progress(Math.Clamp(TickScale.ToTime(pts, video.TimeBase) / clip.Duration, 0, 1));
            }
        }
    }

    static async IAsyncEnumerable<string> LinesAsync(
        string program, string arguments, Action<FfmpegLog>? ended, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        FfmpegProcess process = FfmpegProcess.Start(program, arguments);
        await using (process.ConfigureAwait(false))
        {
            process.CloseInput();
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            using var reader = new StreamReader(process.Output, leaveOpen: true);
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                yield return line;
            }

            cancellation.ThrowIfCancellationRequested();
            if (FfmpegProcess.IsSignal(await process.WaitForExitAsync(cancellation).ConfigureAwait(false)))
            {
                throw new MediaException($"{Path.GetFileNameWithoutExtension(program)} was stopped while it read the clip; run it again");
            }

            ended?.Invoke(process.Complaint);
        }
    }
}

using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Piping;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>What a user should know before a film is made; where settings are strict, what refuses it.</summary>
/// <remarks>
/// Of all that ffprobe can show of a clip, each thing is kept, converted or named: streams, tags and marks by <see cref="StreamPlan"/>, side data by
/// <see cref="SideDataTable"/>, the rest of the headers by <see cref="HeaderTable"/>.
/// </remarks>
public static class FilmPreflight
{
    /// <summary>Looks into the session's clip, and tells what becomes of it.</summary>
    /// <exception cref="LossException">Something would be lost, and the settings are strict.</exception>
    /// <exception cref="LiveStyleException">The encoder can't do it.</exception>
    public static async Task CheckAsync(FilmSession session, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        await VideoSource.CheckAsync(session.Clip, cancellation);
        if (await VideoEncoder.CheckAsync(session.Settings.Output, FilmEncoding.Of(session), cancellation) is { } note)
        {
            progress.Note(note);
        }

        if (!session.Settings.Deinterlace && session.Clip.RequireVideo().InterlaceNote is { } fields)
        {
            progress.Note(fields, Remedies.Deinterlacing);
        }

        if (Videos(session.Clip) is { } videos)
        {
            progress.Note(videos);
        }

        session.Use(await ContentExamination.ExamineAsync(session.Clip, null, cancellation));
        Tell(Findings(session.Settings, session.Clip, session.Size), session.Settings.Strict, progress);
    }

    /// <summary>The same for a film that is made in one go; its clip has been examined.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    public static void Check(PipedFilm film, MediaInfo clip, FilmSettings settings, IProgress<WorkProgress>? progress) => Tell(
        Findings(new PreflightCase
        {
            Clip = clip,
            Container = film.Container,
            Streams = film.Streams,
            Codec = film.Codec,
            Hdr = FilmOriginal.Hdr(settings),
            IsPiped = true,
        }),
        settings.Strict, progress);

    /// <summary>One line where the clip has other videos, as of a second angle or program, than the one that is restyled; null: there is no other.</summary>
    public static string? Videos(MediaInfo clip)
    {
        VideoStreamInfo film = clip.RequireVideo();
        List<VideoStreamInfo> others = [.. clip.MovingVideos.Where(video => video.Index != film.Index)];
        return others.Count == 0 ? null : $"the clip holds several videos: {film} is restyled, {string.Join(", ", others)} not; another can be chosen by its number";
    }

    /// <summary>Gives a sentence on each thing of the original that the film can't hold.</summary>
    /// <param name="settings">The settings of a film that is made in segments.</param>
    /// <param name="clip">The original, examined.</param>
    /// <exception cref="MediaException">There is no such container or codec, or the one can't hold the other.</exception>
    public static IReadOnlyList<string> Losses(FilmSettings settings, MediaInfo clip) =>
        [.. Findings(settings, clip, null).Where(finding => finding.IsLoss).Select(finding => finding.Sentence)];

    /// <summary>All that there is to tell.</summary>
    internal static IEnumerable<PreflightFinding> Findings(PreflightCase film) =>
    [
        .. film.Streams.Losses.Select(PreflightFinding.Lost),
        .. SideDataCheck.Findings(film),
        .. HeaderTable.All.Select(row => row.Find(film)).OfType<PreflightFinding>(),
        .. film.Streams.Conversions.Select(PreflightFinding.Noted),
    ];

    static IEnumerable<PreflightFinding> Findings(FilmSettings settings, MediaInfo clip, FrameSize? size)
    {
        VideoStreamInfo video = clip.RequireVideo();
        string codec = VideoEncoder.CodecOf(settings.Codec, settings.Output);
        bool holdsAlpha = VideoEncoder.HoldsAlpha(settings.Output, settings.Codec);
        if (video.HasAlpha && (video.Hdr is not null || !holdsAlpha))
        {
            yield return PreflightFinding.Lost(video.Hdr is null
                ? $"the alpha, which {codec} in such a file can't hold: prores in .mov or .mkv, ffv1 in .mkv, and vp9 in .webm and .mkv do"
                : "the alpha, which is not carried through tone-mapping");
        }

        foreach (PreflightFinding finding in Findings(new PreflightCase
        {
            Clip = clip,
            Container = OutputContainer.Of(settings.Output),
            Streams = StreamPlan.Of(clip, settings.Output),
            Codec = codec,
            Size = size,
            Hdr = FilmOriginal.Hdr(settings),
            HasAlpha = video is { HasAlpha: true, Hdr: null } && holdsAlpha,
        }))
        {
            yield return finding;
        }
    }

    static void Tell(IEnumerable<PreflightFinding> found, bool isStrict, IProgress<WorkProgress>? progress)
    {
        List<PreflightFinding> findings = [.. found];
        List<string> losses = [.. findings.Where(finding => finding.IsLoss).Select(finding => finding.Sentence)];
        if (isStrict && losses.Count > 0)
        {
            throw new LossException(losses);
        }

        foreach (PreflightFinding finding in findings.OrderByDescending(finding => finding.IsLoss))
        {
            progress.Note(finding.IsLoss ? "lost: " + finding.Sentence : finding.Sentence);
        }
    }
}

using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>What a user should know before a film is made; with --strict, what refuses it.</summary>
public static class FilmPreflight
{
    /// <exception cref="LiveStyleException">The encoder can't do it, or something would be lost and the settings are strict.</exception>
    public static async Task CheckAsync(FilmSession session, IProgressDisplay display, CancellationToken cancellation)
    {
        if (await VideoEncoder.CheckAsync(session.Settings.Output, FilmEncoding.Of(session), cancellation) is { } note)
        {
            display.Note(note);
        }

        if (!session.Settings.Deinterlace && session.Clip.RequireVideo().InterlaceNote is { } fields)
        {
            display.Note(fields);
        }

        StreamPlan streams = StreamPlan.Of(session.Clip, session.Settings.Output);
        IReadOnlyList<string> losses = Losses(session.Settings, session.Clip);
        if (session.Settings.Strict && losses.Count > 0)
        {
            throw new LiveStyleException($"{losses.Count} things of the original would be lost: {string.Join("; ", losses)}; choose another container, or leave --strict out");
        }

        foreach (string sentence in losses.Select(loss => "lost: " + loss).Concat(streams.Conversions))
        {
            display.Note(sentence);
        }
    }

    /// <summary>A sentence on each thing of the original that the film can't hold.</summary>
    /// <exception cref="MediaException">There is no such container or codec, or the one can't hold the other.</exception>
    public static IReadOnlyList<string> Losses(FilmSettings settings, MediaInfo clip)
    {
        List<string> losses = [.. StreamPlan.Of(clip, settings.Output).Losses];
        if (clip.RequireVideo() is { HasAlpha: true } video && (video.Hdr is not null || !VideoEncoder.HoldsAlpha(settings.Output, settings.Codec)))
        {
            losses.Add(video.Hdr is null
                ? $"the alpha, which {VideoEncoder.CodecOf(settings.Codec, settings.Output)} in such a file can't hold: prores in .mov or .mkv, ffv1 in .mkv, and vp9 in .webm and .mkv do"
                : "the alpha, which is not carried through tone-mapping");
        }

        return losses;
    }
}

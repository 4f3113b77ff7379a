using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>What becomes of what headers say of a clip and its pictures, besides streams, tags and side data.</summary>
static class HeaderTable
{
    /// <summary>What ffprobe calls it, and what a user should know of it; null: it is kept, or there is nothing to keep.</summary>
    public static IReadOnlyList<(string Name, Func<PreflightCase, PreflightFinding?> Find)> All { get; } =
    [
        ("programs", Programs),
        ("timecode", Timecode),
        ("sample_aspect_ratio", PixelAspect),
        ("width, height", Sizes),
        ("pix_fmt", Depth),
        ("color_space, color_primaries, color_transfer", Colors),
        ("frame tags", FrameTags),
        ("frames and packets of a live address", Unexamined),
    ];

    static PreflightFinding? Programs(PreflightCase film) => film.Clip.Programs.Count > 1
        ? PreflightFinding.Lost($"programs {string.Join(", ", film.Clip.Programs)}: a film has none, and the streams of all lie side by side") : null;

    static PreflightFinding? Timecode(PreflightCase film) => film.Clip.Timecode is { } code && film.Container.Muxer is "image2" or "mpegts"
        ? PreflightFinding.Lost($"the timecode ({code}): {(film.Container.IsSequence ? "pictures have" : "mpegts has")} no place for it; .mov, .mp4 and .mkv have") : null;

    static PreflightFinding? PixelAspect(PreflightCase film) => film.Video is { PixelAspect: { IsKnown: true } aspect } video && aspect.Numerator != aspect.Denominator
        ? PreflightFinding.Noted($"the pixels are {aspect.Numerator}:{aspect.Denominator}, the film's are square: {film.Size ?? video.Size} for {video.CodedSize} stored ones") : null;

    static PreflightFinding? Sizes(PreflightCase film)
    {
        FrameSize[] others = [.. (film.Film?.Contents?.Sizes ?? []).Where(size => size != film.Video.CodedSize && !IsPadded(size, film.Video.CodedSize))];
        return others.Length > 0
            ? PreflightFinding.Noted($"the pictures change their size ({string.Join(", ", others)} too); all become {film.Size ?? film.Video.Size}") : null;
    }

    static PreflightFinding? Depth(PreflightCase film) => PixelDepth.Of(film.Video.PixelFormat) is > 10 and var bits
        ? PreflightFinding.Noted($"samples of {bits} bits become such of at most 10") : null;

    static PreflightFinding? Colors(PreflightCase film) => !film.IsToneMapped && ColorTags.Lost(film.Video.Color) is { Length: > 0 } names
        ? PreflightFinding.Lost($"color tags ({names}): the film's are those that go with its matrix") : null;

    static PreflightFinding? FrameTags(PreflightCase film) => film.Film?.Contents?.FrameTags is { Count: > 0 } names
        ? PreflightFinding.Lost($"tags of single pictures ({string.Join(", ", names)}): restyled pictures don't have them") : null;

    static PreflightFinding? Unexamined(PreflightCase film) => film.Clip.IsExamined ? null
        : PreflightFinding.Noted("what lies in the packets of a live address beside its samples (captions, dynamic metadata) is not looked at, and not kept");

    /// <summary>Decoders may show what rounds a picture up to whole blocks, or leave it out.</summary>
    static bool IsPadded(FrameSize one, FrameSize other) => Math.Abs(one.Width - other.Width) < 16 && Math.Abs(one.Height - other.Height) < 16;
}

using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>How a probed clip stands on ffmpeg's argument line.</summary>
static class ClipInput
{
    /// <summary>A clip as it was probed: one file or address, many pictures, or standard input.</summary>
    public static QuotedPath Of(MediaInfo clip) =>
        clip.Location == "-" ? QuotedPath.StandardInput : clip.Sequence is { } pictures ? new(pictures.Input) : QuotedPath.Input(clip.Location);
}

using LiveStyle.Files;
using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>How a film's frames are encoded.</summary>
static class FilmEncoding
{
    /// <summary>As far as it is known before the first frame: for checks.</summary>
    public static VideoEncoderOptions Of(FilmSession session) => new()
    {
        Size = session.Size,
        Alpha = session.HasAlpha,
        Color = ColorDescription.Of(session.Clip.RequireVideo(), FilmOriginal.Hdr(session.Settings)),
        TimeBase = session.Clip.RequireVideo().TimeBase,
        FrameRate = session.Clip.RequireVideo().FrameRate,
        Codec = session.Settings.Codec,
        Marks = new PictureMarks(),
        Crf = session.Settings.Crf,
        Preset = session.Settings.Preset,
    };

    /// <param name="plan">The plan of the film.</param>
    /// <param name="source">The original, being read.</param>
    /// <param name="alpha">Whether the film has one.</param>
    public static VideoEncoderOptions Segment(FilmPlan plan, VideoSource source, bool alpha) => new()
    {
        Alpha = alpha,
        Size = source.Size,
        Format = source.Format,
        Color = source.Color,
        TimeBase = plan.Ticks,
        FrameRate = plan.Rate,
        Codec = VideoEncoder.CodecOf(plan.Settings.Codec, plan.Settings.Output),
        Crf = plan.Settings.Crf,
        Preset = plan.Settings.Preset,
        Threads = plan.EncoderThreads,
        IsSegment = true,
        Marks = plan.Marks,
        Title = ShownPath.Of(plan.Settings.Output),
    };
}

using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Stylization;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>How the original is read for a film.</summary>
public static class FilmSource
{
    /// <param name="session">Of the film.</param>
    /// <param name="window">The part that is rendered.</param>
    public static VideoSourceOptions Options(FilmSession session, TickWindow window) => new()
    {
        Size = session.Size,
        Start = session.Start,
        Duration = session.Duration,
        Window = window,
        Hdr = Hdr(session.Settings),
        Deinterlace = session.Settings.Deinterlace,
        Alpha = session.HasAlpha,

        // Parts are laid over each other in RGB.
        Planes = session.Stylizer.Device == StylizerDevice.Vulkan && !FilmProcessor.NeedsLayers(session.Settings)
            && VideoEncoder.TakesPlanes(session.Settings.Codec, session.Settings.Output),
        Strict = session.Settings.Strict,
    };

    /// <summary>HDR stays HDR unless told otherwise; an encoder of too few bits then refuses it.</summary>
    public static HdrHandling Hdr(FilmSettings settings) => settings.Hdr == "tone-map" ? HdrHandling.ToneMap : HdrHandling.Expand;
}

using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Stylization;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>How the original is read for a film.</summary>
public static class FilmSource
{
    /// <summary>Longer than a picture lasts but in a slide show, and decoded within a second or two.</summary>
    static readonly TimeSpan Lookback = TimeSpan.FromSeconds(10);

    /// <summary>Says how a part of the original is read.</summary>
    /// <param name="session">The session of the film.</param>
    /// <param name="window">The part that is rendered.</param>
    /// <param name="isIndexed">Whether the window tells which picture is shown where the cut begins; otherwise it is looked for.</param>
    public static VideoSourceOptions Options(FilmSession session, TickWindow window, bool isIndexed) => new()
    {
        Size = session.Size,
        Start = session.Start,
        Lookback = isIndexed ? TimeSpan.Zero : Lookback,
        Duration = session.Duration,
        Window = window,
        Hdr = FilmOriginal.Hdr(session.Settings),
        Deinterlace = session.Settings.Deinterlace,
        Alpha = session.HasAlpha,

        // Parts are laid over each other and pictures steadied in RGB. ONNX Runtime's networks take and give it.
        Planes = session.Stylizer.Device is StylizerDevice.Vulkan or StylizerDevice.Cpu && !FilmProcessor.NeedsRgb(session.Settings)
            && VideoEncoder.TakesPlanes(session.Settings.Codec, session.Settings.Output),
        OnlyFastPlanes = session.Stylizer.Device == StylizerDevice.Cpu || session.Settings.StrokeSize is not null,
        Strict = session.Settings.Strict,
    };
}

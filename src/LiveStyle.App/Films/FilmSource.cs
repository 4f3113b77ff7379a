using LiveStyle.Media;
using LiveStyle.Stylization;

namespace LiveStyle.App.Films;

/// <summary>How the original is read for a film.</summary>
static class FilmSource
{
    /// <param name="session">Of the film.</param>
    /// <param name="window">The part that is rendered.</param>
    public static VideoSourceOptions Options(FilmSession session, TickWindow window) => new()
    {
        Size = session.Size,
        Start = session.Start,
        Duration = session.Duration,
        Window = window,
        Planes = session.Stylizer.Device == StylizerDevice.Vulkan && VideoEncoder.TakesPlanes(session.Settings.Codec, session.Settings.Output),
        Strict = session.Settings.Strict,
    };
}

using LiveStyle.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.App.Films;

/// <summary>What happens to a film's frames between source and encoder.</summary>
static class FilmProcessor
{
    public static IFrameProcessor<HostFrame, HostFrame> Of(FilmSession session) => session.Stylizer;
}

using LiveStyle.Frames;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Playback.Playing;

/// <summary>The size at which the network plays where nothing lowers it.</summary>
static class PlayStrokes
{
    /// <summary>As the stroke size has it, but never larger than the frames: playing lowers the network's size and doesn't raise it.</summary>
    /// <param name="bundle">The bundle, which knows the least size.</param>
    /// <param name="options">The stroke size, if any.</param>
    /// <param name="frame">The size of the frames.</param>
    public static FrameSize NetworkSize(ModelBundle bundle, StylizerOptions options, FrameSize frame) =>
        options.StrokeSize is { } strokeSize && StrokeSize.NetworkSize(frame, strokeSize, bundle.Description.MinimumSize) is var network
            && network.Width <= frame.Width && network.Height <= frame.Height
            ? network
            : frame;
}

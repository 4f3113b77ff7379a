using LiveStyle.Live.Frames;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Sinks;

/// <summary>A show's format as streams know it.</summary>
static class SinkFormat
{
    public static StreamFormat Of(ShowFormat format) => new(format.Size, format.Pixels, format.FrameRate, format.HasSound);
}

using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Streaming;

/// <summary>GStreamer's argument line for raw pictures on standard input to a node of PipeWire that is a camera to others.</summary>
static class NodeArguments
{
    public const string Program = "gst-launch-1.0";

    /// <summary>What to install where a part is missing, by a word of its complaint.</summary>
    public static readonly (string Mark, string Message)[] Missing =
    [
        ("\"pipewiresink\"", "GStreamer has no pipewiresink; install PipeWire's plugin (Debian and Ubuntu: gstreamer1.0-pipewire, Fedora: pipewire-gstreamer, Arch: gst-plugin-pipewire)"),
        ("\"rawvideoparse\"", "GStreamer has no rawvideoparse; install its base and bad plugins (Debian and Ubuntu: gstreamer1.0-plugins-base gstreamer1.0-plugins-bad)"),
        ("\"videoconvert\"", "GStreamer has no videoconvert; install its base plugins (Debian and Ubuntu: gstreamer1.0-plugins-base)"),
    ];

    public const string NotInstalled =
        "a PipeWire camera is made by gst-launch-1.0, which was not found; install GStreamer (Debian and Ubuntu: gstreamer1.0-tools gstreamer1.0-pipewire, Fedora: gstreamer1 pipewire-gstreamer)";

    /// <summary>What GStreamer says where no PipeWire runs.</summary>
    public const string NoServer = "Failed to connect";

    /// <param name="name">The node's name for people.</param>
    /// <param name="format">The pictures.</param>
    public static string Build(string name, StreamFormat format)
    {
        string text = $"(string)\\\"{name}\\\"";
        string node = $"stream-properties=\"props,media.class=(string)\\\"Video/Source\\\",media.role=(string)Camera,node.name={text},node.description={text}\"";
        FramePlane[] planes = [.. Enumerable.Range(0, format.Pixels.PlaneCount).Select(index => format.Pixels.Plane(format.Size, index))];

        // A crash is to end it (-f), not to halt it. Where nobody looks, nothing waits: the queue lets the oldest go. What PipeWire lends as
        // memory for pictures has none at times, on which the conversion would crash.
        return $"-f fdsrc fd=0 blocksize={format.Pixels.ByteLength(format.Size)}"
            + $" ! rawvideoparse format={Pixels(format.Pixels)} width={format.Size.Width} height={format.Size.Height}"
            + $" framerate={format.FrameRate.Numerator}/{format.FrameRate.Denominator} colorimetry={Colors(format.Pixels)} frame-size={format.Pixels.ByteLength(format.Size)}"
            + $" plane-strides=<{string.Join(',', planes.Select(plane => plane.RowLength))}> plane-offsets=<{string.Join(',', planes.Select(plane => plane.Offset))}>"
            + " ! queue leaky=downstream max-size-buffers=2 max-size-bytes=0 max-size-time=0 ! videoconvert ! video/x-raw,format=YUY2"
            + $" ! identity drop-allocation=true ! pipewiresink mode=provide sync=false {QuotedPath.Quote($"client-name=\"{name}\"")} {QuotedPath.Quote(node)}";
    }

    static string Pixels(FrameFormat format) => format.Layout switch
    {
        PixelLayout.Rgb24 => "rgb",
        PixelLayout.Nv12 => "nv12",
        PixelLayout.Yuv420 => "i420",
        PixelLayout.Yuv422 => "y42b",
        PixelLayout.Yuv444 => "y444",
        _ => throw new MediaException($"a PipeWire camera takes pictures of 8 bits, not {format.Layout}"),
    };

    static string Colors(FrameFormat format) => format.IsPacked ? "sRGB" : format.Matrix switch
    {
        ColorMatrix.Bt601 => "bt601",
        ColorMatrix.Bt2020 => "bt2020",
        _ => "bt709",
    };
}

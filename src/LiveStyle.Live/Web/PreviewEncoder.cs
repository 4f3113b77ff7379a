using System.Buffers;
using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Live.Web;

/// <summary>Makes a preview's JPEGs of a show's pictures: to RGB, smaller, encoded, in memory that it keeps.</summary>
/// <remarks>Thread-safety: one thread at a time.</remarks>
sealed class PreviewEncoder : IDisposable
{
    readonly HostFrame? rgb, small;
    readonly AreaReducer? reducer;
    readonly JpegEncoder encoder;

    public PreviewEncoder(ShowFormat format, PreviewOptions options)
    {
        FrameSize size = SizeOf(format.Size, options.Width);
        encoder = new JpegEncoder(size, options.Quality);
        rgb = format.Pixels.IsPacked ? null : HostFrame.Allocate(format.Size);
        if (size != format.Size)
        {
            small = HostFrame.Allocate(size);
            reducer = new AreaReducer(format.Size, size);
        }
    }

    /// <summary>The preview's size of a show's: the same aspect, never larger.</summary>
    public static FrameSize SizeOf(FrameSize show, int width) => width >= show.Width
        ? show
        : new FrameSize(width, Math.Max(1, (int)Math.Round((double)show.Height * width / show.Width)));

    /// <param name="picture">Of the show's format; it stays the caller's.</param>
    /// <param name="target">Receives the bytes of the file.</param>
    public void Encode(HostFrame picture, IBufferWriter<byte> target)
    {
        HostFrame colors = picture;
        if (rgb is not null)
        {
            PlaneConversion.ToRgb(picture, rgb);
            colors = rgb;
        }

        if (small is not null)
        {
            reducer!.Reduce(colors, small);
            colors = small;
        }

        encoder.Encode(colors, target);
    }

    public void Dispose()
    {
        encoder.Dispose();
        small?.Dispose();
        rgb?.Dispose();
    }
}

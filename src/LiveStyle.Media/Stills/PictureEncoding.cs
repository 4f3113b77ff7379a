using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Turns a frame into an encoded picture by way of Skia.</summary>
static class PictureEncoding
{
    /// <summary>WebP stores its sides in 14 bits, JPEG in 16.</summary>
    const int LongestWebp = 16383, LongestJpeg = 65535;

    /// <summary>The most pixels a side that the path's format holds.</summary>
    public static int LongestSide(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => int.MaxValue,
        ".jpg" or ".jpeg" => LongestJpeg,
        ".webp" => LongestWebp,
        "" => throw new MediaException($"{path}: no extension says what to write; end it in .png, .jpg, .jpeg or .webp"),
        var extension => throw new MediaException($"{path}: {extension} is not written; end it in .png, .jpg, .jpeg or .webp"),
    };

    public static bool HoldsAlpha(string path) => Path.GetExtension(path).ToLowerInvariant() is ".png" or ".webp";

    /// <summary>Encodes as the path's extension says.</summary>
    public static byte[] Encode(HostFrame frame, string path, int quality)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        int longest = LongestSide(path);
        FrameSize size = frame.Size;
        if (Math.Max(size.Width, size.Height) > longest)
        {
            throw new MediaException($"{path}: {size} is more than a {extension} file holds ({longest} a side); write a .png");
        }

        using SKBitmap bitmap = PixelFormat.Widen(frame, HoldsAlpha(path));
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData? encoded = extension switch
        {
            ".png" => pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 6)),
            ".webp" => pixels.Encode(new SKWebpEncoderOptions(
                quality == 100 ? SKWebpEncoderCompression.Lossless : SKWebpEncoderCompression.Lossy, quality == 100 ? 75 : quality)),
            // Full chroma from 90 up: stylized pictures are all color edges.
            _ => pixels.Encode(new SKJpegEncoderOptions(
                quality,
                quality >= 90 ? SKJpegEncoderDownsample.Downsample444 : SKJpegEncoderDownsample.Downsample420,
                SKJpegEncoderAlphaOption.Ignore)),
        };
        return encoded?.ToArray() ?? throw new MediaException($"{path}: {size} pixels can't be encoded as {extension}; write a .png");
    }
}

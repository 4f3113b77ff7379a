using System.Runtime.InteropServices;
using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Turns a frame into an encoded picture by way of Skia.</summary>
static unsafe class PictureEncoding
{
    /// <summary>WebP stores its sides in 14 bits, JPEG in 16.</summary>
    const int LongestWebp = 16383, LongestJpeg = 65535;

    /// <summary>Encodes as the path's extension says.</summary>
    public static byte[] Encode(HostFrame frame, string path, int quality)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        int longest = extension switch
        {
            ".png" => int.MaxValue,
            ".jpg" or ".jpeg" => LongestJpeg,
            ".webp" => LongestWebp,
            "" => throw new MediaException($"{path}: no extension says what to write; end it in .png, .jpg, .jpeg or .webp"),
            _ => throw new MediaException($"{path}: {extension} is not written; end it in .png, .jpg, .jpeg or .webp"),
        };
        FrameSize size = frame.Size;
        if (Math.Max(size.Width, size.Height) > longest)
        {
            throw new MediaException($"{path}: {size} is more than a {extension} file holds ({longest} a side); write a .png");
        }

        using SKColorSpace color = SKColorSpace.CreateSrgb();
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, color)))
        {
            throw new MediaException($"{path}: not enough memory to encode {size} pixels; scale the picture down");
        }

        Widen(frame, (byte*)bitmap.GetPixels(), bitmap.RowBytes);
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

    /// <summary>RGB8 to RGBA8, opaque.</summary>
    static void Widen(HostFrame frame, byte* pixels, long stride)
    {
        for (int y = 0; y < frame.Size.Height; y++)
        {
            byte* to = pixels + y * stride;
            foreach (Rgb from in MemoryMarshal.Cast<byte, Rgb>(frame.Row(y)))
            {
                (to[0], to[1], to[2], to[3]) = (from.Red, from.Green, from.Blue, byte.MaxValue);
                to += 4;
            }
        }
    }
}

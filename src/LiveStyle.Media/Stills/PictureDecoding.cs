using System.Runtime.InteropServices;
using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Turns an encoded picture into a frame by way of Skia: upright, sRGB, opaque.</summary>
static unsafe class PictureDecoding
{
    /// <param name="file">The whole file.</param>
    /// <param name="path">How to name it in errors.</param>
    /// <param name="largestPixels">The most that is decoded.</param>
    /// <param name="keepsAlpha">Whether the frame gets an alpha instead of white beneath what is transparent.</param>
    public static HostFrame Decode(byte[] file, string path, long largestPixels, bool keepsAlpha = false)
    {
        using SKData encoded = SKData.CreateCopy(file);
        using SKCodec? codec = SKCodec.Create(encoded);
        if (codec is null)
        {
            throw new MediaException(BeginsAsPicture(file)
                ? $"{path}: the picture is cut short or damaged; fetch it again"
                : $"{path}: no picture that can be read; convert it to JPEG, PNG or WebP first");
        }

        int width = codec.Info.Width, height = codec.Info.Height;
        if ((long)width * height > largestPixels)
        {
            throw new MediaException(
                $"{path}: {width}×{height} is too large (at most {largestPixels / 1_000_000} million pixels); scale it down first");
        }

        using SKColorSpace color = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, color);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
        {
            throw new MediaException($"{path}: not enough memory for {width}×{height} pixels; scale it down first");
        }

        bitmap.Erase(SKColors.Transparent);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result is SKCodecResult.IncompleteInput || JpegMarkers.IsCutProgressive(file))
        {
            throw new MediaException($"{path}: the picture is cut short; fetch it again");
        }

        if (result is not SKCodecResult.Success)
        {
            throw new MediaException($"{path}: the picture is cut short or damaged; fetch it again");
        }

        return Turn((byte*)bitmap.GetPixels(), bitmap.RowBytes, width, height, codec.EncodedOrigin, keepsAlpha && codec.Info.AlphaType != SKAlphaType.Opaque);
    }

    /// <summary>Walks the stored pixels in the order in which the upright picture shows them (EXIF 2.32, tag 0x0112).</summary>
    static HostFrame Turn(byte* pixels, long stride, int width, int height, SKEncodedOrigin origin, bool keepsAlpha)
    {
        bool transposed = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
            or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromRight = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight
            or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromBottom = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft
            or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;

        byte* start = pixels + (fromRight ? (width - 1) * 4L : 0) + (fromBottom ? (height - 1) * stride : 0);
        long alongRow = fromRight ? -4 : 4, alongColumn = fromBottom ? -stride : stride;
        (long right, long down) = transposed ? (alongColumn, alongRow) : (alongRow, alongColumn);

        HostFrame frame = HostFrame.Allocate(transposed ? new FrameSize(height, width) : new FrameSize(width, height));
        frame.Alpha = keepsAlpha ? HostFrame.Allocate(frame.Size, FrameFormat.Gray) : null;
        for (int y = 0; y < frame.Size.Height; y++)
        {
            byte* from = start + y * down;
            if (frame.Alpha is { } alpha)
            {
                CopyWithAlpha(from, right, frame.Row(y), alpha.Plane(0).Row(y));
                continue;
            }

            foreach (ref Rgb to in MemoryMarshal.Cast<byte, Rgb>(frame.Row(y)))
            {
                to = new Rgb(OverWhite(from[0], from[3]), OverWhite(from[1], from[3]), OverWhite(from[2], from[3]));
                from += right;
            }
        }

        return frame;
    }

    static void CopyWithAlpha(byte* from, long right, Span<byte> rgb, Span<byte> alpha)
    {
        Span<Rgb> pixels = MemoryMarshal.Cast<byte, Rgb>(rgb);
        for (int x = 0; x < pixels.Length; x++)
        {
            pixels[x] = new Rgb(from[0], from[1], from[2]);
            alpha[x] = from[3];
            from += right;
        }
    }

    static byte OverWhite(int value, int alpha) => (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);

    /// <summary>Whether the file begins as a picture does, though its rest can't be read.</summary>
    static bool BeginsAsPicture(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ||
        file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ||
        file.StartsWith("GIF8"u8) ||
        (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8));
}

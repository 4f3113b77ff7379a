using System.Runtime.InteropServices;
using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Between a frame's RGB8 and the RGBA8 that Skia works in, which knows no three-byte pixels.</summary>
static unsafe class PixelFormat
{
    /// <summary>RGBA8, sRGB: opaque, or colors that the alpha isn't multiplied into.</summary>
    public static SKImageInfo Of(FrameSize size, bool alpha = false)
    {
        using SKColorSpace color = SKColorSpace.CreateSrgb();
        return new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque, color);
    }

    /// <param name="frame">RGB.</param>
    /// <param name="keepsAlpha">Whether its alpha goes along, if it has one.</param>
    /// <returns>A copy of the frame, the caller's.</returns>
    /// <exception cref="MediaException">Memory ran out.</exception>
    public static SKBitmap Widen(HostFrame frame, bool keepsAlpha = false)
    {
        HostFrame? alpha = keepsAlpha ? frame.Alpha : null;
        var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(Of(frame.Size, alpha is not null)))
        {
            bitmap.Dispose();
            throw new MediaException($"not enough memory for a picture of {frame.Size} pixels; scale it down");
        }

        Widen(frame, bitmap);
        for (int y = 0; alpha is not null && y < frame.Size.Height; y++)
        {
            ReadOnlySpan<byte> shares = alpha.Plane(0).Row(y);
            for (int x = 0; x < shares.Length; x++)
            {
                ((byte*)bitmap.GetAddress(x, y))[3] = shares[x];
            }
        }

        return bitmap;
    }

    /// <summary>Fills a bitmap of the frame's size with its colors, all opaque.</summary>
    public static void Widen(HostFrame frame, SKBitmap bitmap)
    {
        for (int y = 0; y < frame.Size.Height; y++)
        {
            byte* to = (byte*)bitmap.GetAddress(0, y);
            foreach (Rgb from in MemoryMarshal.Cast<byte, Rgb>(frame.Row(y)))
            {
                (to[0], to[1], to[2], to[3]) = (from.Red, from.Green, from.Blue, byte.MaxValue);
                to += 4;
            }
        }
    }

    /// <summary>Copies opaque pixels into a frame of the same size.</summary>
    public static void Narrow(SKBitmap bitmap, HostFrame frame)
    {
        for (int y = 0; y < frame.Size.Height; y++)
        {
            byte* from = (byte*)bitmap.GetAddress(0, y);
            foreach (ref Rgb to in MemoryMarshal.Cast<byte, Rgb>(frame.Row(y)))
            {
                to = new Rgb(from[0], from[1], from[2]);
                from += 4;
            }
        }
    }
}

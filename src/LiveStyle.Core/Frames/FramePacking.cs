using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>
/// Moves frames of any stride and packing into tight memory, as a network or a staging buffer takes them, and back: RGBA and BGRA become RGB
/// on the way, all else stays as it is.
/// </summary>
/// <remarks>Allocates nothing. Thread-safe as far as the frames are.</remarks>
public static class FramePacking
{
    static readonly Vector128<byte> FromRgba = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
    static readonly Vector128<byte> FromBgra = Vector128.Create((byte)2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 255, 255, 255, 255);
    static readonly Vector128<byte> ToRgba = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
    static readonly Vector128<byte> ToBgra = Vector128.Create((byte)2, 1, 0, 255, 5, 4, 3, 255, 8, 7, 6, 255, 11, 10, 9, 255);
    static readonly Vector128<byte> AlphaSamples = Vector128.Create(0xff000000u).AsByte();

    /// <summary>Copies a frame's samples into memory in which rows and planes follow each other without gaps.</summary>
    /// <param name="source">The frame; stays the caller's.</param>
    /// <param name="tight">Receives the samples; as long as <see cref="FrameFormat.WithoutAlpha"/> is at that size.</param>
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    public static void Pack(HostFrame source, Span<byte> tight)
    {
        CheckLength(source, tight.Length);
        int at = 0;
        for (int i = 0; i < source.Format.PlaneCount; i++)
        {
            PlaneView plane = source.Plane(i);
            for (int y = 0; y < plane.Height; y++)
            {
                ReadOnlySpan<byte> row = plane.Row(y);
                if (source.Format.HasAlphaSamples)
                {
                    Span<byte> colors = tight.Slice(at, 3 * plane.Width);
                    PackRow(row, colors, source.Format.Layout == PixelLayout.Bgra32);
                    at += colors.Length;
                }
                else
                {
                    row.CopyTo(tight[at..]);
                    at += row.Length;
                }
            }
        }
    }

    /// <summary>Fills a frame from tight memory.</summary>
    /// <param name="tight">The samples, as <see cref="Pack"/> leaves them.</param>
    /// <param name="target">The frame; stays the caller's.</param>
    /// <param name="original">
    /// A frame of the same size, which gives the alpha where the target's format has alpha samples. Without any itself, all is opaque.
    /// </param>
    /// <exception cref="ArgumentException">The memory has another length, or the original another size.</exception>
    public static void Unpack(ReadOnlySpan<byte> tight, HostFrame target, HostFrame original)
    {
        CheckLength(target, tight.Length);
        if (original.Size != target.Size)
        {
            throw new ArgumentException($"the original is {original.Size}, the target {target.Size}", nameof(original));
        }

        int at = 0;
        for (int i = 0; i < target.Format.PlaneCount; i++)
        {
            PlaneView plane = target.Plane(i);
            for (int y = 0; y < plane.Height; y++)
            {
                Span<byte> row = plane.Row(y);
                if (target.Format.HasAlphaSamples)
                {
                    ReadOnlySpan<byte> colors = tight.Slice(at, 3 * plane.Width);
                    UnpackRow(colors, row, original.Format.HasAlphaSamples ? original.Plane(0).Row(y) : [], target.Format.Layout == PixelLayout.Bgra32);
                    at += colors.Length;
                }
                else
                {
                    tight.Slice(at, row.Length).CopyTo(row);
                    at += row.Length;
                }
            }
        }
    }

    static void PackRow(ReadOnlySpan<byte> pixels, Span<byte> colors, bool isBlueFirst)
    {
        Vector128<byte> order = isBlueFirst ? FromBgra : FromRgba;
        int x = 0, width = pixels.Length / 4;

        // Each store is four bytes longer than what it gives; the next one overwrites them.
        for (; 3 * x + Vector128<byte>.Count <= colors.Length; x += 4)
        {
            Vector128.Shuffle(Vector128.Create(pixels.Slice(4 * x, 16)), order).CopyTo(colors[(3 * x)..]);
        }

        (int red, int blue) = isBlueFirst ? (2, 0) : (0, 2);
        for (; x < width; x++)
        {
            colors[3 * x] = pixels[4 * x + red];
            colors[3 * x + 1] = pixels[4 * x + 1];
            colors[3 * x + 2] = pixels[4 * x + blue];
        }
    }

    /// <summary>Fills a row of four samples a pixel.</summary>
    /// <param name="original">A row with the alpha; empty where all is opaque. It may be the target's own.</param>
    /// <param name="colors">The colors, three samples a pixel.</param>
    /// <param name="pixels">Receives colors and alpha.</param>
    /// <param name="isBlueFirst">Whether blue comes before red.</param>
    static void UnpackRow(ReadOnlySpan<byte> colors, Span<byte> pixels, ReadOnlySpan<byte> original, bool isBlueFirst)
    {
        Vector128<byte> order = isBlueFirst ? ToBgra : ToRgba;
        int x = 0, width = pixels.Length / 4;
        for (; 3 * x + Vector128<byte>.Count <= colors.Length; x += 4)
        {
            Vector128<byte> alpha = original.IsEmpty ? AlphaSamples : Vector128.Create(original.Slice(4 * x, 16)) & AlphaSamples;
            (Vector128.Shuffle(Vector128.Create(colors.Slice(3 * x, 16)), order) | alpha).CopyTo(pixels[(4 * x)..]);
        }

        (int red, int blue) = isBlueFirst ? (2, 0) : (0, 2);
        for (; x < width; x++)
        {
            byte alpha = original.IsEmpty ? (byte)255 : original[4 * x + 3];
            pixels[4 * x + red] = colors[3 * x];
            pixels[4 * x + 1] = colors[3 * x + 1];
            pixels[4 * x + blue] = colors[3 * x + 2];
            pixels[4 * x + 3] = alpha;
        }
    }

    static void CheckLength(HostFrame frame, int length)
    {
        long wanted = frame.Format.WithoutAlpha().ByteLength(frame.Size);
        if (length != wanted)
        {
            throw new ArgumentException($"{length} bytes, where a {frame.Size} frame ({frame.Format.Layout}) has {wanted}");
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveStyle.Frames;

namespace LiveStyle.Compositing;

/// <summary>RGBA in one plane to RGB and an alpha of its own, and back. Nothing is multiplied, nothing allocated.</summary>
public static class AlphaInterleaving
{
    /// <summary>Shuffles a zero in.</summary>
    const byte X = 255;

    /// <summary>Takes RGBA apart into colors and alpha.</summary>
    /// <param name="rgba">The picture; it stays the caller's.</param>
    /// <param name="rgb">Receives the colors.</param>
    /// <param name="alpha">Receives the alpha; a gray frame.</param>
    /// <exception cref="ArgumentException">A frame is of another layout or size.</exception>
    public static void Split(HostFrame rgba, HostFrame rgb, HostFrame alpha)
    {
        Check(rgba, rgb, alpha);
        PlaneView from = rgba.Plane(0), opacity = alpha.Plane(0);
        for (int y = 0; y < rgb.Size.Height; y++)
        {
            Split(from.Row(y), rgb.Row(y), opacity.Row(y));
        }
    }

    /// <summary>Puts colors and alpha together to RGBA.</summary>
    /// <param name="rgb">The colors; the frame stays the caller's.</param>
    /// <param name="alpha">The alpha, a gray frame; null where all is opaque.</param>
    /// <param name="rgba">Receives both.</param>
    /// <exception cref="ArgumentException">A frame is of another layout or size.</exception>
    public static void Join(HostFrame rgb, HostFrame? alpha, HostFrame rgba)
    {
        Check(rgba, rgb, alpha);
        PlaneView to = rgba.Plane(0);
        for (int y = 0; y < rgb.Size.Height; y++)
        {
            Join(rgb.Row(y), alpha is null ? [] : alpha.Plane(0).Row(y), to.Row(y));
        }
    }

    static void Split(ReadOnlySpan<byte> rgba, Span<byte> rgb, Span<byte> alpha)
    {
        ref byte from = ref MemoryMarshal.GetReference(rgba), colors = ref MemoryMarshal.GetReference(rgb), opacity = ref MemoryMarshal.GetReference(alpha);
        int x = 0;

        // Four pixels a time; the four bytes too many are written over by the next, so that the last ones need room for them.
        for (; 3 * x <= rgb.Length - Vector128<byte>.Count; x += 4)
        {
            var pixels = Vector128.LoadUnsafe(ref from, (nuint)(4 * x));
            Vector128.Shuffle(pixels, Vector128.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, X, X, X, X)).StoreUnsafe(ref colors, (nuint)(3 * x));
            uint four = Vector128.Shuffle(pixels, Vector128.Create(3, 7, 11, 15, X, X, X, X, X, X, X, X, X, X, X, X)).AsUInt32().ToScalar();
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref opacity, x), four);
        }

        for (; x < alpha.Length; x++)
        {
            rgba.Slice(4 * x, 3).CopyTo(rgb[(3 * x)..]);
            alpha[x] = rgba[4 * x + 3];
        }
    }

    static void Join(ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> alpha, Span<byte> rgba)
    {
        ref byte colors = ref MemoryMarshal.GetReference(rgb), opacity = ref MemoryMarshal.GetReference(alpha), to = ref MemoryMarshal.GetReference(rgba);
        int x = 0;
        for (; 3 * x <= rgb.Length - Vector128<byte>.Count; x += 4)
        {
            uint four = alpha.IsEmpty ? uint.MaxValue : Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref opacity, x));
            Vector128<byte> spread = Vector128.Shuffle(Vector128.CreateScalar(four).AsByte(), Vector128.Create(X, X, X, 0, X, X, X, 1, X, X, X, 2, X, X, X, 3));
            Vector128<byte> pixels = Vector128.Shuffle(
                Vector128.LoadUnsafe(ref colors, (nuint)(3 * x)), Vector128.Create(0, 1, 2, X, 3, 4, 5, X, 6, 7, 8, X, 9, 10, 11, X));
            (pixels | spread).StoreUnsafe(ref to, (nuint)(4 * x));
        }

        for (; 4 * x < rgba.Length; x++)
        {
            rgb.Slice(3 * x, 3).CopyTo(rgba[(4 * x)..]);
            rgba[4 * x + 3] = alpha.IsEmpty ? byte.MaxValue : alpha[x];
        }
    }

    static void Check(HostFrame rgba, HostFrame rgb, HostFrame? alpha)
    {
        FrameCompositing.Check(rgba, FrameFormat.Rgba, rgb.Size);
        FrameCompositing.Check(rgb, FrameFormat.Rgb, rgb.Size);
        if (alpha is not null)
        {
            FrameCompositing.Check(alpha, FrameFormat.Gray, rgb.Size);
        }
    }
}

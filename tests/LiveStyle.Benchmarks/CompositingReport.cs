using System.Diagnostics;
using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Styles;

namespace LiveStyle.Benchmarks;

/// <summary>What laying frames over each other costs at 1920×1080, and how much faster that is than pixel by pixel.</summary>
static class CompositingReport
{
    const int Rounds = 15;

    static readonly FrameSize Size = new(1920, 1080);

    public static void Print()
    {
        using HostFrame original = HostFrame.Allocate(Size), styled = HostFrame.Allocate(Size), target = HostFrame.Allocate(Size);
        using HostFrame mask = HostFrame.Allocate(Size, FrameFormat.Gray), rgba = HostFrame.Allocate(Size, FrameFormat.Rgba);
        var random = new Random(1);
        random.NextBytes(original.Pixels);
        random.NextBytes(styled.Pixels);
        random.NextBytes(mask.Plane(0).Bytes);

        // Colors that stay within sRGB, as most do, and noise, which leaves it all the time.
        using HostFrame soft = HostFrame.Allocate(Size), gentle = HostFrame.Allocate(Size);
        for (int i = 0; i < soft.Pixels.Length; i++)
        {
            soft.Pixels[i] = (byte)(100 + original.Pixels[i] / 8);
            gentle.Pixels[i] = (byte)(90 + styled.Pixels[i] / 8);
        }

        Console.WriteLine($"{Size}, one core, best of {Rounds}:");
        Compare("through a mask", () => FrameCompositing.Blend(original, styled, mask, target), () => Blend(original.Pixels, styled.Pixels, mask.Plane(0).Bytes, target.Pixels));
        Compare("kept colors", () => FrameCompositing.KeepColors(original, styled, target), () => KeepColors(original.Pixels, styled.Pixels, target.Pixels));
        Compare("kept colors, soft", () => FrameCompositing.KeepColors(soft, gentle, target), () => KeepColors(soft.Pixels, gentle.Pixels, target.Pixels));
        Compare("a mask's brightness", () => FrameCompositing.ToMask(original, mask), () => ToMask(original.Pixels, mask.Plane(0).Bytes));
        Compare("alpha joined", () => AlphaInterleaving.Join(original, mask, rgba), () => Join(original.Pixels, mask.Plane(0).Bytes, rgba.Plane(0).Bytes));
        Compare("alpha parted", () => AlphaInterleaving.Split(rgba, target, mask), () => Split(rgba.Plane(0).Bytes, target.Pixels, mask.Plane(0).Bytes));
    }

    static void Compare(string what, Action vectors, Action scalar)
    {
        double fast = Best(vectors), slow = Best(scalar);
        Console.WriteLine($"  {what,-20} {fast,7:0.00} ms, pixel by pixel {slow,7:0.00} ms: {slow / fast,5:0.0} times as fast");
    }

    static double Best(Action work)
    {
        // Until the compiler has done its best, too.
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < 0.6)
        {
            work();
        }

        double best = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    static void Blend(ReadOnlySpan<byte> under, ReadOnlySpan<byte> over, ReadOnlySpan<byte> mask, Span<byte> target)
    {
        for (int x = 0; x < mask.Length; x++)
        {
            int share = mask[x];
            for (int at = 3 * x; at < 3 * x + 3; at++)
            {
                target[at] = (byte)((under[at] * (255 - share) + over[at] * share + 127) / 255);
            }
        }
    }

    static void KeepColors(ReadOnlySpan<byte> original, ReadOnlySpan<byte> styled, Span<byte> target)
    {
        for (int at = 0; at < target.Length; at += 3)
        {
            float from = Luma(original[at..]), to = Luma(styled[at..]);
            float most = Math.Max(original[at], Math.Max(original[at + 1], original[at + 2])) - from;
            float least = from - Math.Min(original[at], Math.Min(original[at + 1], original[at + 2]));
            float share = Math.Min(1, Math.Min(most > 0 ? (255 - to) / most : 1, least > 0 ? to / least : 1));
            for (int i = at; i < at + 3; i++)
            {
                target[i] = (byte)(to + share * (original[i] - from) + 0.5f);
            }
        }
    }

    static void ToMask(ReadOnlySpan<byte> rgb, Span<byte> mask)
    {
        for (int x = 0; x < mask.Length; x++)
        {
            mask[x] = (byte)(Luma(rgb[(3 * x)..]) + 0.5f);
        }
    }

    static void Join(ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> alpha, Span<byte> rgba)
    {
        for (int x = 0; x < alpha.Length; x++)
        {
            (rgba[4 * x], rgba[4 * x + 1], rgba[4 * x + 2], rgba[4 * x + 3]) = (rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2], alpha[x]);
        }
    }

    static void Split(ReadOnlySpan<byte> rgba, Span<byte> rgb, Span<byte> alpha)
    {
        for (int x = 0; x < alpha.Length; x++)
        {
            (rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2], alpha[x]) = (rgba[4 * x], rgba[4 * x + 1], rgba[4 * x + 2], rgba[4 * x + 3]);
        }
    }

    static float Luma(ReadOnlySpan<byte> rgb) => 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2];
}

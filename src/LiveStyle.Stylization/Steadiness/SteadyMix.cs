using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveStyle.Motion;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>
/// Mixes a row of new pixels with what was remembered at the places where they came from: each weighs one, what was remembered as many as it is the mean of, less
/// where it isn't to be trusted.
/// </summary>
/// <remarks>No sum depends on the processor's width or on threads: the same pictures give the same bytes.</remarks>
readonly ref struct SteadyMix
{
    const float Level = 256, CountUnit = SteadyPlane.CountUnit;

    /// <summary>Levels that a pixel may be off the new picture's: what flickers is within, a ghost would be far beyond.</summary>
    const float Farthest = 36;

    /// <summary>Pictures that a pixel with nothing before it weighs: more than one, so that what is uncovered is at rest at once.</summary>
    const float FirstCount = 4;

    /// <summary>Of the cubic, a pixel away: a little steeper than Catmull and Rom's −0.5, to make up for what repetition takes.</summary>
    const float Slope = -0.6f;

    static Vector128<float> Colors => Vector128.Create(-1, -1, -1, 0).AsSingle();

    readonly SteadyPlane before;
    readonly SteadyPlane now;
    readonly ReadOnlySpan<float> weights;
    readonly Vector128<float> most;
    readonly int width, height;

    /// <param name="before">What is remembered.</param>
    /// <param name="now">Receives what is to be remembered.</param>
    /// <param name="weights">Trust in the row, 0 to 1, a number for two pixels.</param>
    /// <param name="most">The largest number of pictures that what is remembered may weigh.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    public SteadyMix(SteadyPlane before, SteadyPlane now, ReadOnlySpan<float> weights, float most, int width, int height)
    {
        this.weights = weights;
        (this.before, this.now, this.width, this.height) = (before, now, width, height);
        this.most = Vector128.Create(most);
    }

    /// <summary>Mixes the pixels of one span.</summary>
    /// <param name="span">Where they are, and where they came from.</param>
    /// <param name="y">Their row.</param>
    /// <param name="styled">The row of the new picture: RGB.</param>
    /// <param name="original">The row of the original, whose pixels stay where they show; empty where it is restyled everywhere.</param>
    /// <param name="result">Receives the row; may be empty, where nobody wants it.</param>
    public void Mix(in MotionSpan span, int y, ReadOnlySpan<byte> styled, ReadOnlySpan<byte> original, Span<byte> result)
    {
        if (span.End <= span.Begin)
        {
            return;
        }

        ref ushort target = ref now.Pixel(span.Begin, y), still = ref before.Pixel(span.Begin, y);
        bool isStill = span.IsStill, isEverywhere = original.IsEmpty;
        float fromX = span.Begin + span.X, fromY = y + span.Y;
        for (int x = span.Begin, i = 0; x < span.End; x++, i++)
        {
            float weight = weights[x >> 1];
            bool isRestyled = isEverywhere || !IsOriginal(original, styled, x);
            Vector128<float> fresh = Load(styled, x), old = Vector128<float>.Zero;
            if (weight > 0 && isRestyled)
            {
                old = isStill ? Four(ref Unsafe.Add(ref still, 4 * i)) : Sample(fromX + i + i * span.SlopeX, fromY + i * span.SlopeY);
            }

            Vector128<ushort> mean = Mean(fresh, old, weight, isRestyled);
            Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref target, 4 * i)), mean.AsUInt64().ToScalar());
            if (!result.IsEmpty)
            {
                Store(mean, result, x);
            }
        }
    }

    /// <summary>Whether a pixel is the original's, byte for byte.</summary>
    public static bool IsOriginal(ReadOnlySpan<byte> original, ReadOnlySpan<byte> styled, int x) =>
        original[3 * x] == styled[3 * x] && original[3 * x + 1] == styled[3 * x + 1] && original[3 * x + 2] == styled[3 * x + 2];

    /// <summary>Copies a row of new pixels, with nothing before them; those of the original are of no picture.</summary>
    /// <param name="now">Receives them.</param>
    /// <param name="y">The row.</param>
    /// <param name="styled">RGB.</param>
    /// <param name="original">RGB; empty where all is restyled.</param>
    public static void Begin(SteadyPlane now, int y, ReadOnlySpan<byte> styled, ReadOnlySpan<byte> original)
    {
        ref ushort target = ref now.Pixel(0, y);
        for (int x = 0; x < styled.Length / 3; x++)
        {
            Unsafe.Add(ref target, 4 * x) = (ushort)(styled[3 * x] << 8);
            Unsafe.Add(ref target, 4 * x + 1) = (ushort)(styled[3 * x + 1] << 8);
            Unsafe.Add(ref target, 4 * x + 2) = (ushort)(styled[3 * x + 2] << 8);
            Unsafe.Add(ref target, 4 * x + 3) = original.IsEmpty || !IsOriginal(original, styled, x) ? (ushort)(FirstCount * CountUnit) : (ushort)0;
        }
    }

    /// <summary>The mean of a new pixel, which weighs one, and the remembered one, and of how many pictures it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<ushort> Mean(Vector128<float> fresh, Vector128<float> old, float weight, bool isRestyled)
    {
        Vector128<float> count = Vector128.Min(most, Vector128.Shuffle(old, Vector128.Create(3, 3, 3, 3)) * (weight / CountUnit));
        Vector128<float> next = count + Vector128<float>.One;
        Vector128<float> mean = Vector128.Min((fresh + old * count) / next, Vector128.Create(255 * Level));
        var farthest = Vector128.Create(Farthest * Level);
        Vector128<float> held = Vector128.Min(Vector128.Max(mean, fresh - farthest), fresh + farthest);
        Vector128<float> beyond = Vector128.Abs(mean - held) & Colors;
        if (beyond != Vector128<float>.Zero)
        {
            // The farther off, the sooner it is forgotten.
            float worst = Math.Max(Math.Max(beyond.GetElement(0), beyond.GetElement(1)), beyond.GetElement(2));
            next = Vector128.Max(Vector128<float>.One, next * Math.Max(0, 1 - worst / (Farthest * Level)));
            mean = held;
        }

        next = Vector128.Max(next, Vector128.Create(FirstCount));

        // The original's pixels are of no picture: a style that comes there begins anew.
        Vector128<float> all = Vector128.ConditionalSelect(
            Vector128.Create(0, 0, 0, -1).AsSingle(), isRestyled ? next * CountUnit : Vector128<float>.Zero, mean);
        return Vector128.Narrow(Vector128.ConvertToInt32Native(all + Vector128.Create(0.5f)).AsUInt32(), Vector128<uint>.Zero);
    }

    /// <summary>Between the remembered pixels by Keys' cubic, which keeps them sharp however often it is done; zero outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<float> Sample(float x, float y)
    {
        float left = MathF.Floor(x), top = MathF.Floor(y);
        if (!(left >= -1 && top >= -1 && left < width && top < height))
        {
            return Vector128<float>.Zero;
        }

        (float a, float b, float c, float d) = Weights(x - left);
        (float e, float f, float g, float h) = Weights(y - top);
        ref ushort first = ref before.Pixel((int)left - 1, (int)top - 1);
        int stride = before.Stride;
        Vector128<float> sum = Across(ref first, a, b, c, d) * e
            + Across(ref Unsafe.Add(ref first, stride), a, b, c, d) * f
            + Across(ref Unsafe.Add(ref first, 2 * stride), a, b, c, d) * g
            + Across(ref Unsafe.Add(ref first, 3 * stride), a, b, c, d) * h;
        return Vector128.Max(sum, Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (float, float, float, float) Weights(float t)
    {
        float square = t * t, cube = square * t;
        return (
            Slope * (cube - 2 * square + t),
            (Slope + 2) * cube - (Slope + 3) * square + 1,
            (2 * Slope + 3) * square - (Slope + 2) * cube - Slope * t,
            Slope * (square - cube));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Across(ref ushort pixels, float a, float b, float c, float d)
    {
        (Vector128<uint> first, Vector128<uint> second) = Vector128.Widen(Vector128.LoadUnsafe(ref pixels));
        (Vector128<uint> third, Vector128<uint> fourth) = Vector128.Widen(Vector128.LoadUnsafe(ref pixels, 8));
        return Vector128.ConvertToSingle(first.AsInt32()) * a + Vector128.ConvertToSingle(second.AsInt32()) * b
            + Vector128.ConvertToSingle(third.AsInt32()) * c + Vector128.ConvertToSingle(fourth.AsInt32()) * d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Four(ref ushort pixel)
    {
        Vector128<ushort> four = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref pixel))).AsUInt16();
        return Vector128.ConvertToSingle(Vector128.WidenLower(four).AsInt32());
    }

    /// <summary>A pixel's colors in 256ths; the fourth number means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Load(ReadOnlySpan<byte> row, int x)
    {
        uint bytes = 3 * x + 4 <= row.Length
            ? Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(row), 3 * x))
            : (uint)(row[3 * x] | row[3 * x + 1] << 8 | row[3 * x + 2] << 16);
        Vector128<ushort> four = Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte());
        return Vector128.ConvertToSingle(Vector128.WidenLower(four).AsInt32()) * Level;
    }

    /// <summary>The pixel's colors, rounded to the nearest, and where there is room a byte more, which the next pixel overwrites.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector128<ushort> pixel, Span<byte> row, int x)
    {
        uint bytes = Vector128.Narrow((pixel + Vector128.Create((ushort)128)) >>> 8, Vector128<ushort>.Zero).AsUInt32().ToScalar();
        if (3 * x + 4 <= row.Length)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetReference(row), 3 * x), bytes);
            return;
        }

        (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = ((byte)bytes, (byte)(bytes >> 8), (byte)(bytes >> 16));
    }
}

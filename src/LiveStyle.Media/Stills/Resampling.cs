using System.Numerics;
using System.Runtime.InteropServices;
using LiveStyle.Frames;

namespace LiveStyle.Media.Stills;

/// <summary>
/// Separable resampling with the Lanczos-3 kernel, stretched by the factor of reduction so that it covers every
/// source pixel that falls into a target pixel. Weights sum to one, so flat areas stay exactly flat; at borders the
/// kernel is cut and renormalized.
/// </summary>
static class Resampling
{
    public static void Resize(HostFrame from, HostFrame to)
    {
        (int First, float[] Weights)[] columns = Taps(from.Size.Width, to.Size.Width), rows = Taps(from.Size.Height, to.Size.Height);
        // Down first: whole rows add up in vectors; then across, within the one row.
        var line = new float[3 * from.Size.Width];
        for (int y = 0; y < to.Size.Height; y++)
        {
            Array.Clear(line);
            for (int i = 0; i < rows[y].Weights.Length; i++)
            {
                Accumulate(from.Row(rows[y].First + i), rows[y].Weights[i], line);
            }

            Span<Rgb> pixels = MemoryMarshal.Cast<byte, Rgb>(to.Row(y));
            for (int x = 0; x < pixels.Length; x++)
            {
                pixels[x] = Sum(line.AsSpan(columns[x].First * 3), columns[x].Weights);
            }
        }
    }

    static void Accumulate(ReadOnlySpan<byte> row, float weight, Span<float> line)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
            Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(line.Slice(i, Vector<byte>.Count));
            sums[0] += Vector.ConvertToSingle(Vector.AsVectorInt32(a)) * weight;
            sums[1] += Vector.ConvertToSingle(Vector.AsVectorInt32(b)) * weight;
            sums[2] += Vector.ConvertToSingle(Vector.AsVectorInt32(c)) * weight;
            sums[3] += Vector.ConvertToSingle(Vector.AsVectorInt32(d)) * weight;
        }

        for (; i < row.Length; i++)
        {
            line[i] += row[i] * weight;
        }
    }

    static Rgb Sum(ReadOnlySpan<float> line, ReadOnlySpan<float> weights)
    {
        float red = 0, green = 0, blue = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<float> pixel = line.Slice(i * 3, 3);
            red += pixel[0] * weights[i];
            green += pixel[1] * weights[i];
            blue += pixel[2] * weights[i];
        }

        return new Rgb(ToByte(red), ToByte(green), ToByte(blue));
    }

    public static byte ToByte(float value) => (byte)Math.Clamp((int)MathF.Round(value), 0, 255);

    /// <summary>Lanczos' taps in float32.</summary>
    public static (int First, float[] Weights)[] Taps(int from, int to) =>
        [.. ResamplingTaps.Lanczos(from, to).Select(taps => (taps.First, taps.Weights.Select(weight => (float)weight).ToArray()))];
}

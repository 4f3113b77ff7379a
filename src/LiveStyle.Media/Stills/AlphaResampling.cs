using LiveStyle.Frames;

namespace LiveStyle.Media.Stills;

/// <summary>
/// Scales a picture with its alpha, as <see cref="Resampling"/> scales one without: colors count by how opaque they are, so that what lies hidden
/// under transparent pixels doesn't bleed into their neighbors.
/// </summary>
static class AlphaResampling
{
    const int Channels = 4;

    /// <param name="from">RGB.</param>
    /// <param name="alpha">The picture's alpha.</param>
    /// <param name="to">RGB, scaled already without a look at the alpha; keeps that where all is transparent.</param>
    /// <param name="scaled">Receives the alpha.</param>
    public static void Resize(HostFrame from, HostFrame alpha, HostFrame to, HostFrame scaled)
    {
        (int First, float[] Weights)[] columns = Resampling.Taps(from.Size.Width, to.Size.Width), rows = Resampling.Taps(from.Size.Height, to.Size.Height);
        var line = new float[from.Size.Width * Channels];
        Span<float> sums = stackalloc float[Channels];
        PlaneView opacity = alpha.Plane(0), result = scaled.Plane(0);
        for (int y = 0; y < to.Size.Height; y++)
        {
            Array.Clear(line);
            for (int i = 0; i < rows[y].Weights.Length; i++)
            {
                Accumulate(from.Row(rows[y].First + i), opacity.Row(rows[y].First + i), rows[y].Weights[i], line);
            }

            Span<byte> pixels = to.Row(y), shares = result.Row(y);
            for (int x = 0; x < shares.Length; x++)
            {
                Sum(line.AsSpan(columns[x].First * Channels), columns[x].Weights, sums);
                shares[x] = Resampling.ToByte(sums[3]);
                if (shares[x] == 0)
                {
                    continue;
                }

                for (int c = 0; c < 3; c++)
                {
                    pixels[x * 3 + c] = Resampling.ToByte(sums[c] / sums[3] * byte.MaxValue);
                }
            }
        }
    }

    /// <summary>Premultiplied, on a scale of 0 to 255.</summary>
    static void Accumulate(ReadOnlySpan<byte> row, ReadOnlySpan<byte> shares, float weight, Span<float> line)
    {
        for (int x = 0; x < shares.Length; x++)
        {
            float share = shares[x] * weight;
            Span<float> pixel = line.Slice(x * Channels, Channels);
            pixel[0] += row[3 * x] * share / byte.MaxValue;
            pixel[1] += row[3 * x + 1] * share / byte.MaxValue;
            pixel[2] += row[3 * x + 2] * share / byte.MaxValue;
            pixel[3] += share;
        }
    }

    static void Sum(ReadOnlySpan<float> line, ReadOnlySpan<float> weights, Span<float> sums)
    {
        sums.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            for (int c = 0; c < Channels; c++)
            {
                sums[c] += line[i * Channels + c] * weights[i];
            }
        }
    }
}

using LiveStyle.Frames;

namespace LiveStyle.Media.Mattes;

/// <summary>
/// Stretches a mask by a triangle over the area that each new pixel covers: between the values that are there, never beyond them, so that
/// what was empty stays empty beside an edge. Once a picture; not for every frame.
/// </summary>
static class MaskResampling
{
    public static void Resize(HostFrame from, HostFrame to)
    {
        PlaneView source = from.Plane(0), target = to.Plane(0);
        if (from.Size == to.Size)
        {
            source.Bytes.CopyTo(target.Bytes);
            return;
        }

        Cover[] columns = Covers(source.Width, target.Width), rows = Covers(source.Height, target.Height);
        var line = new double[source.Width];
        for (int y = 0; y < target.Height; y++)
        {
            Array.Clear(line);
            for (int i = 0; i < rows[y].Weights.Length; i++)
            {
                Span<byte> row = source.Row(rows[y].First + i);
                for (int x = 0; x < row.Length; x++)
                {
                    line[x] += rows[y].Weights[i] * row[x];
                }
            }

            Span<byte> result = target.Row(y);
            for (int x = 0; x < result.Length; x++)
            {
                double sum = 0;
                for (int i = 0; i < columns[x].Weights.Length; i++)
                {
                    sum += columns[x].Weights[i] * line[columns[x].First + i];
                }

                result[x] = (byte)(sum + 0.5);
            }
        }
    }

    static Cover[] Covers(int from, int to)
    {
        double ratio = (double)from / to, reach = Math.Max(1, ratio);
        return [.. Enumerable.Range(0, to).Select(i =>
        {
            double center = (i + 0.5) * ratio - 0.5;
            int first = Math.Max(0, (int)Math.Ceiling(center - reach)), last = Math.Min(from - 1, (int)Math.Floor(center + reach));
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(at => Math.Max(0, 1 - Math.Abs(at - center) / reach))];
            double sum = weights.Sum();
            return new Cover(first, [.. weights.Select(weight => weight / sum)]);
        })];
    }

    /// <summary>The pixels under one new pixel, along one axis.</summary>
    readonly record struct Cover(int First, double[] Weights);
}

using LiveStyle.Frames;
using LiveStyle.Media.Stills;

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

        ResamplingTaps[] columns = ResamplingTaps.Triangle(source.Width, target.Width), rows = ResamplingTaps.Triangle(source.Height, target.Height);
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
}

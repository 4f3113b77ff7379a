using LiveStyle.Frames;

namespace LiveStyle.Playback.Playing;

/// <summary>Draws RGB frames smaller on the processor: each pixel is the mean of those that it covers. Allocates nothing a frame.</summary>
sealed class FrameReducer
{
    int[] sums = [];
    int[] columns = [];

    /// <param name="source">RGB.</param>
    /// <param name="target">RGB, not larger.</param>
    public void Reduce(HostFrame source, HostFrame target)
    {
        int width = target.Size.Width, height = target.Size.Height;
        if (sums.Length != 3 * width)
        {
            sums = new int[3 * width];
            columns = new int[width + 1];
        }

        for (int x = 0; x <= width; x++)
        {
            columns[x] = (int)((long)x * source.Size.Width / width);
        }

        target.Timestamp = source.Timestamp;
        target.DurationTicks = source.DurationTicks;
        for (int y = 0; y < height; y++)
        {
            int top = (int)((long)y * source.Size.Height / height), bottom = Math.Max(top + 1, (int)((long)(y + 1) * source.Size.Height / height));
            Array.Clear(sums);
            for (int row = top; row < bottom; row++)
            {
                AddRow(source.Row(row), width);
            }

            Span<byte> result = target.Row(y);
            for (int x = 0; x < width; x++)
            {
                int count = Math.Max(1, columns[x + 1] - columns[x]) * (bottom - top);
                for (int color = 0; color < 3; color++)
                {
                    result[3 * x + color] = (byte)((sums[3 * x + color] + count / 2) / count);
                }
            }
        }
    }

    void AddRow(ReadOnlySpan<byte> pixels, int width)
    {
        for (int x = 0; x < width; x++)
        {
            int end = Math.Max(columns[x] + 1, columns[x + 1]);
            for (int from = columns[x]; from < end; from++)
            {
                sums[3 * x] += pixels[3 * from];
                sums[3 * x + 1] += pixels[3 * from + 1];
                sums[3 * x + 2] += pixels[3 * from + 2];
            }
        }
    }
}

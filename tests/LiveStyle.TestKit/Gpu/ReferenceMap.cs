using LiveStyle.Frames;

namespace LiveStyle.TestKit.Gpu;

/// <summary>A map in double precision: [channel][row][column].</summary>
sealed class ReferenceMap(FrameSize size, int channels)
{
    public FrameSize Size => size;

    public int Channels => channels;

    public double[] Values { get; } = new double[channels * size.Pixels];

    public ref double this[int channel, int y, int x] => ref Values[(channel * size.Height + y) * size.Width + x];

    public static ReferenceMap Of(FrameSize size, int channels, Func<int, int, int, double> value)
    {
        var map = new ReferenceMap(size, channels);
        for (int i = 0; i < map.Values.Length; i++)
        {
            map.Values[i] = value(i / size.Width / size.Height, i / size.Width % size.Height, i % size.Width);
        }

        return map;
    }

    /// <summary>The value at a place that may lie outside: the map goes on mirrored at its outermost pixels, for ever.</summary>
    public double Mirrored(int channel, int y, int x) => this[channel, Mirrored(y, size.Height), Mirrored(x, size.Width)];

    /// <summary>Root of the mean square, the measure of its differences.</summary>
    public double Magnitude => Math.Sqrt(Values.Average(value => value * value));

    static int Mirrored(int i, int extent)
    {
        int period = Math.Max(2 * (extent - 1), 1);
        i = (i % period + period) % period;
        return extent == 1 ? 0 : Math.Min(i, period - i);
    }
}

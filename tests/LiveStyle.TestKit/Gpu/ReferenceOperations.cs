using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.TestKit.Gpu;

/// <summary>A transform network's operations as they are defined, one after the other in double precision.</summary>
/// <param name="kernels">By layer, [out, in, k, k].</param>
/// <param name="embedding">γ and β of each layer in order.</param>
sealed class ReferenceOperations(IReadOnlyDictionary<string, float[]> kernels, IReadOnlyList<float> embedding) : INetworkOperations<ReferenceMap>
{
    int consumed;

    /// <summary>What each layer was given.</summary>
    public Dictionary<string, ReferenceMap> Inputs { get; } = [];

    /// <summary>What each layer's kernel made of it.</summary>
    public Dictionary<string, ReferenceMap> Raw { get; } = [];

    /// <summary>The same with the blocks smoothed, of layers that write blocks.</summary>
    public Dictionary<string, ReferenceMap> Smoothed { get; } = [];

    public ReferenceMap Convolve(ReferenceMap map, ConvolutionLayer layer)
    {
        ReferenceMap raw = Convolve(map, layer, kernels[layer.Name]);
        Inputs.Add(layer.Name, map);
        Raw.Add(layer.Name, raw);
        if (layer.BlockSide > 1)
        {
            raw = Smooth(raw);
            Smoothed.Add(layer.Name, raw);
        }

        return Normalize(raw, layer);
    }

    public ReferenceMap Relu(ReferenceMap map) => ReferenceMap.Of(map.Size, map.Channels, (channel, y, x) => Math.Max(map[channel, y, x], 0));

    public ReferenceMap Add(ReferenceMap left, ReferenceMap right) =>
        ReferenceMap.Of(left.Size, left.Channels, (channel, y, x) => left[channel, y, x] + right[channel, y, x]);

    public ReferenceMap Upsample(ReferenceMap map, ReferenceMap like) => ReferenceMap.Of(like.Size, map.Channels, (channel, y, x) =>
    {
        (int top, int bottom, double down) = Neighbors(y, map.Size.Height, like.Size.Height);
        (int left, int right, double across) = Neighbors(x, map.Size.Width, like.Size.Width);
        double Row(int row) => map[channel, row, left] * (1 - across) + map[channel, row, right] * across;
        return Row(top) * (1 - down) + Row(bottom) * down;
    });

    /// <summary>The two pixels between whose centers a larger map's pixel has its center, and the second one's share.</summary>
    static (int Low, int High, double Share) Neighbors(int i, int extent, int larger)
    {
        double center = Math.Clamp((i + 0.5) * extent / larger - 0.5, 0, extent - 1);
        int low = (int)Math.Floor(center);
        return (low, Math.Min(low + 1, extent - 1), center - low);
    }

    static ReferenceMap Convolve(ReferenceMap map, ConvolutionLayer layer, float[] kernel)
    {
        int side = layer.Side;
        int Extent(int extent) => Math.Max((int)Math.Floor((double)(extent + 2 * layer.Border - side) / layer.Stride) + 1, 1);
        return ReferenceMap.Of(new FrameSize(Extent(map.Size.Width), Extent(map.Size.Height)), layer.Outputs, (output, y, x) =>
        {
            double sum = 0;
            for (int input = 0; input < layer.Inputs; input++)
            {
                for (int tap = 0; tap < side * side; tap++)
                {
                    sum += kernel[(output * layer.Inputs + input) * side * side + tap]
                        * map.Mirrored(input, y * layer.Stride + tap / side - layer.Border, x * layer.Stride + tap % side - layer.Border);
                }
            }

            return sum;
        });
    }

    /// <summary>Said of pixels, not of blocks: each becomes the mean of the 2×2 of which it is the first; blocks repeat beyond the last.</summary>
    static ReferenceMap Smooth(ReferenceMap blocks)
    {
        FrameSize size = blocks.Size;
        double Pixel(int color, int y, int x)
        {
            (int row, int column) = (Math.Min(y / 2, size.Height - 1), Math.Min(x / 2, size.Width - 1));
            return blocks[color * 4 + y % 2 * 2 + x % 2, row, column];
        }

        return ReferenceMap.Of(size, blocks.Channels, (channel, blockY, blockX) =>
        {
            int color = channel / 4, y = 2 * blockY + channel % 4 / 2, x = 2 * blockX + channel % 2;
            return (Pixel(color, y, x) + Pixel(color, y, x + 1) + Pixel(color, y + 1, x) + Pixel(color, y + 1, x + 1)) / 4;
        });
    }

    /// <summary>Each b² maps of a layer that writes b×b blocks are the pixels of one.</summary>
    ReferenceMap Normalize(ReferenceMap map, ConvolutionLayer layer)
    {
        int together = layer.BlockSide * layer.BlockSide, pixels = (int)map.Size.Pixels * together;
        var normalized = new ReferenceMap(map.Size, map.Channels);
        for (int channel = 0; channel < layer.Channels; channel++)
        {
            Span<double> values = map.Values.AsSpan(channel * pixels, pixels);
            (double mean, double variance) = Moments(values);
            double scale = embedding[consumed + channel] / Math.Sqrt(variance + 1e-5), shift = embedding[consumed + layer.Channels + channel];
            for (int i = 0; i < pixels; i++)
            {
                normalized.Values[channel * pixels + i] = (values[i] - mean) * scale + shift;
            }
        }

        consumed += 2 * layer.Channels;
        return normalized;
    }

    /// <summary>Mean and variance, in two passes.</summary>
    public static (double Mean, double Variance) Moments(ReadOnlySpan<double> values)
    {
        double mean = 0, variance = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        foreach (double value in values)
        {
            variance += (value - mean) * (value - mean) / values.Length;
        }

        return (mean, variance);
    }
}

namespace LiveStyle.Training.Comparison.Borders;

/// <summary>Along one axis, the positions that a map holds: from <paramref name="Start"/> up to <paramref name="End"/>, where the picture's own begin at 0.</summary>
readonly record struct MapExtent(int Start, int End);

/// <summary>How a network of VALID convolutions eats its margin away: its composition, over extents alone.</summary>
sealed class ExtentOperations : INetworkOperations<MapExtent>
{
    /// <summary>Whether every stride fell on the positions on which it falls with mirrored borders.</summary>
    public bool IsAligned { get; private set; } = true;

    public MapExtent Convolve(MapExtent map, ConvolutionLayer layer)
    {
        int first = map.Start + layer.Border;
        IsAligned &= first % layer.Stride == 0;
        int start = first / layer.Stride;
        int end = start + (map.End - map.Start - layer.Side) / layer.Stride + 1;

        // Smoothing looks at the next block.
        return new MapExtent(start, layer.BlockSide == 1 ? end : end - 1);
    }

    public MapExtent Relu(MapExtent map) => map;

    public MapExtent Add(MapExtent left, MapExtent right) => new(Math.Max(left.Start, right.Start), Math.Min(left.End, right.End));

    /// <summary>The outermost new pixels would be copies: they go.</summary>
    public MapExtent Upsample(MapExtent map, MapExtent like) => new(2 * map.Start + 1, 2 * map.End - 1);

    /// <summary>The least margin from which a whole picture is left.</summary>
    /// <param name="architecture">Whose convolutions eat it.</param>
    /// <param name="height">Of the picture, in the architecture's blocks.</param>
    /// <param name="width">In blocks too.</param>
    /// <returns>Blocks on each side.</returns>
    public static int Margin(TransformArchitecture architecture, int height, int width)
    {
        bool Suffices(int margin, int length)
        {
            var operations = new ExtentOperations();
            MapExtent left = architecture.Compose(operations, new MapExtent(-margin, length + margin));
            return operations.IsAligned && left.Start <= 0 && left.End >= length;
        }

        return Enumerable.Range(0, int.MaxValue).First(margin => Suffices(margin, height) && Suffices(margin, width));
    }
}

using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.Cpu.Planning;

/// <summary>How a network runs on frames of one size: its convolutions in order, what each loads, and where every map lies.</summary>
/// <remarks>
/// A map is [block][row][column][lane], as many channels in a block as a vector has lanes. What the last convolution writes is the picture
/// itself, of the frame's size extended to the network's multiple: [row][column][color], in rows of <see cref="PictureStride"/> values.
/// </remarks>
sealed class NetworkPlan
{
    readonly List<long> blocks = [];
    readonly int lanes;

    /// <param name="architecture">The network's shape.</param>
    /// <param name="frame">Size of the frames.</param>
    /// <param name="lanes">Channels in a block.</param>
    /// <exception cref="NotSupportedException">The architecture is none that the kernels can run.</exception>
    public NetworkPlan(TransformArchitecture architecture, FrameSize frame, int lanes)
    {
        this.lanes = lanes;
        int side = architecture.BlockSide, multiple = architecture.SizeMultiple;
        Frame = frame;
        Picture = new FrameSize(Up(frame.Width, multiple), Up(frame.Height, multiple));
        var seen = new FrameSize(Picture.Width / side, Picture.Height / side);
        var operations = new PlanOperations();
        PlanMap painted = architecture.Compose(operations, new FramePlanMap(seen, 3 * side * side));
        Convolutions = operations.Convolutions;
        Last = (painted as ConvolvedPlanMap ?? throw new NotSupportedException("a network ends with a convolution")).Convolution;
        Last.IsLast = true;
        foreach (PlannedConvolution convolution in Convolutions)
        {
            Lower(convolution);
        }

        Last.Output!.LastStep = Convolutions.Count;
        foreach (MapBuffer map in Convolutions.SelectMany(Written).OrderBy(map => map.FirstStep))
        {
            Place(map);
        }
    }

    public FrameSize Frame { get; }

    /// <summary>The frame's size, extended to the network's multiple.</summary>
    public FrameSize Picture { get; }

    /// <summary>Values from a row of the picture to the next: three a pixel, one pixel more, and room to read and write whole vectors.</summary>
    public long PictureStride => Up(3 * (Picture.Width + 1) + 4 * lanes, 16);

    public IReadOnlyList<PlannedConvolution> Convolutions { get; }

    public PlannedConvolution Last { get; }

    /// <summary>Bytes of each block of memory that maps share.</summary>
    public IReadOnlyList<long> Blocks => blocks;

    public long MultiplyAdds => Convolutions.Sum(convolution => convolution.MultiplyAdds);

    /// <summary>The number of blocks that hold so many channels.</summary>
    public int BlocksOf(int channels) => (channels + lanes - 1) / lanes;

    static int Up(int extent, int multiple) => (extent + multiple - 1) / multiple * multiple;

    static IEnumerable<MapBuffer> Written(PlannedConvolution convolution) =>
        new[] { convolution.Sum, convolution.Output }.OfType<MapBuffer>();

    MapBuffer Map(FrameSize size, int channels, int step) => new(size, size.Pixels * BlocksOf(channels) * lanes, step);

    void Lower(PlannedConvolution convolution)
    {
        int step = convolution.Index;
        if (convolution.Input is not FramePlanMap)
        {
            convolution.Terms = [.. Terms(convolution.Input, step, isUpsampled: false)];
            if (convolution.Terms.Count > 2)
            {
                throw new NotSupportedException($"{convolution.Layer.Name} takes a sum of {convolution.Terms.Count} maps");
            }

            // Whoever loads a sum first keeps it for those who need it again: if its tiles cover it, each place once.
            if (convolution.Input is SumPlanMap { Uses: > 1, Kept: null } sum && convolution.OutputSize == convolution.InputSize)
            {
                convolution.Sum = sum.Kept = Map(sum.Size, sum.Channels, step);
            }
        }

        convolution.Output = convolution.IsLast
            ? new MapBuffer(Picture, Picture.Height * PictureStride, step)
            : Map(convolution.OutputSize, convolution.Layer.Outputs, step);
    }

    static IEnumerable<MapTerm> Terms(PlanMap map, int step, bool isUpsampled)
    {
        switch (map)
        {
            case ConvolvedPlanMap { Convolution.Layer.BlockSide: > 1 }:
            case RectifiedPlanMap { Inner: ConvolvedPlanMap { Convolution.Layer.BlockSide: > 1 } }:
                throw new NotSupportedException("only a network's last convolution writes blocks");
            case ConvolvedPlanMap convolved:
                return [Term(convolved.Convolution.Output!, convolved.Convolution, step, false, isUpsampled)];
            case RectifiedPlanMap { Inner: ConvolvedPlanMap convolved }:
                return [Term(convolved.Convolution.Output!, convolved.Convolution, step, true, isUpsampled)];
            case SumPlanMap { Kept: { } kept }:
                return [Term(kept, null, step, false, isUpsampled)];
            case SumPlanMap sum:
                return [.. Terms(sum.Left, step, isUpsampled), .. Terms(sum.Right, step, isUpsampled)];
            case UpsampledPlanMap upsampled when !isUpsampled:
                return Terms(upsampled.Inner, step, isUpsampled: true);
            default:
                throw new NotSupportedException($"a convolution can't load a {map.GetType().Name}");
        }
    }

    static MapTerm Term(MapBuffer map, PlannedConvolution? normalization, int step, bool isRectified, bool isUpsampled)
    {
        map.LastStep = Math.Max(map.LastStep, step);
        return new MapTerm(map, normalization, isRectified, isUpsampled);
    }

    /// <summary>Gives a map the smallest free block that holds it, else lets the largest free one grow, else adds one.</summary>
    void Place(MapBuffer map)
    {
        var taken = Convolutions.SelectMany(Written)
            .Where(other => other.Block >= 0 && other.FirstStep <= map.LastStep && map.FirstStep <= other.LastStep)
            .Select(other => other.Block).ToHashSet();
        var free = Enumerable.Range(0, blocks.Count).Where(block => !taken.Contains(block)).ToList();
        int found = free.Where(block => blocks[block] >= map.ByteLength).OrderBy(block => blocks[block]).Append(-1).First();
        if (found < 0)
        {
            found = free.OrderByDescending(block => blocks[block]).Append(blocks.Count).First();
        }

        if (found == blocks.Count)
        {
            blocks.Add(0);
        }

        blocks[found] = Math.Max(blocks[found], map.ByteLength);
        map.Block = found;
    }
}

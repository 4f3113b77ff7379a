using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.Gpu.Plan;

/// <summary>How a network runs on frames of one size: its convolutions in order, what each loads, and where every map lies.</summary>
sealed class NetworkPlan
{
    readonly List<long> blocks = [];

    /// <param name="architecture">The network's shape.</param>
    /// <param name="frame">Size of the frames.</param>
    /// <param name="isHalf">Maps are stored as float16.</param>
    /// <exception cref="NotSupportedException">The architecture adds up more than two maps at once.</exception>
    public NetworkPlan(TransformArchitecture architecture, FrameSize frame, bool isHalf)
    {
        int side = architecture.BlockSide, multiple = architecture.SizeMultiple;
        Frame = frame;
        IsHalf = isHalf;
        var seen = new FrameSize(Up(frame.Width, multiple) / side, Up(frame.Height, multiple) / side);
        var operations = new PlanOperations();
        PlanMap painted = architecture.Compose(operations, new FramePlanMap(seen, 3 * side * side));
        Convolutions = operations.Convolutions;
        Last = (painted as ConvolvedPlanMap ?? throw new NotSupportedException("a network ends with a convolution")).Convolution;
        foreach (PlannedConvolution convolution in Convolutions)
        {
            Lower(convolution);
        }

        Painted.LastStep = Convolutions.Count;
        foreach (MapBuffer map in Convolutions.SelectMany(Written).OrderBy(map => map.FirstStep))
        {
            Place(map);
        }
    }

    public FrameSize Frame { get; }

    public bool IsHalf { get; }

    public IReadOnlyList<PlannedConvolution> Convolutions { get; }

    public PlannedConvolution Last { get; }

    /// <summary>The map that becomes the picture.</summary>
    public MapBuffer Painted => Last.Smoothed ?? Last.Output!;

    /// <summary>Bytes of each block of memory that maps share.</summary>
    public IReadOnlyList<long> Blocks => blocks;

    public long MultiplyAdds => Convolutions.Sum(convolution => convolution.MultiplyAdds);

    static int Up(int extent, int multiple) => (extent + multiple - 1) / multiple * multiple;

    static IEnumerable<MapBuffer> Written(PlannedConvolution convolution) =>
        new[] { convolution.Sum, convolution.Output, convolution.Smoothed }.OfType<MapBuffer>();

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
                convolution.Sum = sum.Kept = new MapBuffer(sum.Size, convolution.InputGroups, step);
            }
        }

        convolution.Output = new MapBuffer(convolution.OutputSize, convolution.OutputGroups, step);
        if (convolution.Layer.BlockSide > 1)
        {
            convolution.Smoothed = new MapBuffer(convolution.OutputSize, convolution.OutputGroups, step);
        }
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
        long bytes = map.ByteLength(IsHalf);
        var taken = Convolutions.SelectMany(Written)
            .Where(other => other.Block >= 0 && other.FirstStep <= map.LastStep && map.FirstStep <= other.LastStep)
            .Select(other => other.Block).ToHashSet();
        var free = Enumerable.Range(0, blocks.Count).Where(block => !taken.Contains(block)).ToList();
        int found = free.Where(block => blocks[block] >= bytes).OrderBy(block => blocks[block]).Append(-1).First();
        if (found < 0)
        {
            found = free.OrderByDescending(block => blocks[block]).Append(blocks.Count).First();
        }

        if (found == blocks.Count)
        {
            blocks.Add(0);
        }

        blocks[found] = Math.Max(blocks[found], bytes);
        map.Block = found;
    }
}

using LiveStyle.Networks;

namespace LiveStyle.Gpu.Plan;

/// <summary>A transform network's operations as a plan: only convolutions become work, all else is done while one loads.</summary>
sealed class PlanOperations : INetworkOperations<PlanMap>
{
    readonly List<PlannedConvolution> convolutions = [];

    public IReadOnlyList<PlannedConvolution> Convolutions => convolutions;

    public PlanMap Convolve(PlanMap map, ConvolutionLayer layer)
    {
        map.Uses++;
        var convolution = new PlannedConvolution(layer, map, convolutions.Count);
        convolutions.Add(convolution);
        return new ConvolvedPlanMap(convolution);
    }

    public PlanMap Relu(PlanMap map)
    {
        map.Uses++;
        return new RectifiedPlanMap(map);
    }

    public PlanMap Add(PlanMap left, PlanMap right)
    {
        left.Uses++;
        right.Uses++;
        return new SumPlanMap(left, right);
    }

    public PlanMap Upsample(PlanMap map, PlanMap like)
    {
        map.Uses++;
        return new UpsampledPlanMap(map, like.Size);
    }
}

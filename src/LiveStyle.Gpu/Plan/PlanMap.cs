using LiveStyle.Frames;

namespace LiveStyle.Gpu.Plan;

/// <summary>A map of a network that is being planned: what it is made of, not its values.</summary>
abstract class PlanMap(FrameSize size, int channels)
{
    public FrameSize Size => size;

    public int Channels => channels;

    /// <summary>How many operations take it.</summary>
    public int Uses { get; set; }
}

/// <summary>The frame, as the architecture sees it.</summary>
sealed class FramePlanMap(FrameSize size, int channels) : PlanMap(size, channels);

/// <summary>A convolution's raw output, and the normalization that is owed to it.</summary>
sealed class ConvolvedPlanMap(PlannedConvolution convolution) : PlanMap(convolution.OutputSize, convolution.Layer.Outputs)
{
    public PlannedConvolution Convolution => convolution;
}

sealed class RectifiedPlanMap(PlanMap inner) : PlanMap(inner.Size, inner.Channels)
{
    public PlanMap Inner => inner;
}

sealed class SumPlanMap(PlanMap left, PlanMap right) : PlanMap(left.Size, left.Channels)
{
    public PlanMap Left => left;

    public PlanMap Right => right;

    /// <summary>The buffer into which the convolution that loaded it first has written it; null before.</summary>
    public MapBuffer? Kept { get; set; }
}

sealed class UpsampledPlanMap(PlanMap inner, FrameSize size) : PlanMap(size, inner.Channels)
{
    public PlanMap Inner => inner;
}

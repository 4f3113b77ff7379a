using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.Gpu.Plan;

/// <summary>One convolution of a plan: what it loads, and what it writes.</summary>
sealed class PlannedConvolution(ConvolutionLayer layer, PlanMap input, int index)
{
    public ConvolutionLayer Layer => layer;

    /// <summary>The convolution's place in execution order.</summary>
    public int Index => index;

    public PlanMap Input => input;

    public FrameSize InputSize => input.Size;

    public FrameSize OutputSize { get; } = new(Extent(input.Size.Width, layer), Extent(input.Size.Height, layer));

    public int InputGroups => Groups(layer.Inputs);

    public int OutputGroups => Groups(layer.Outputs);

    /// <summary>Maps that the input is the sum of; none where it is the frame.</summary>
    public IReadOnlyList<MapTerm> Terms { get; set; } = [];

    /// <summary>The raw output.</summary>
    public MapBuffer? Output { get; set; }

    /// <summary>The input's sum, written for a later step; null where it is not needed again.</summary>
    public MapBuffer? Sum { get; set; }

    /// <summary>The output with its blocks smoothed, where the layer writes blocks.</summary>
    public MapBuffer? Smoothed { get; set; }

    /// <summary>Multiply-adds, of real channels only.</summary>
    public long MultiplyAdds => OutputSize.Pixels * layer.Outputs * layer.Inputs * layer.Side * layer.Side;

    public static int Groups(int channels) => (channels + 3) / 4;

    static int Extent(int extent, ConvolutionLayer layer) => (extent + 2 * layer.Border - layer.Side) / layer.Stride + 1;
}

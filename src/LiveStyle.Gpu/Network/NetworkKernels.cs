namespace LiveStyle.Gpu;

/// <summary>The compiled kernels of a network, each compiled once, whatever the frame's size.</summary>
sealed class NetworkKernels : IDisposable
{
    [Flags]
    enum Input : uint
    {
        FirstNormalized = 1,
        FirstRectified = 2,
        FirstUpsampled = 4,
        SecondNormalized = 8,
        SecondRectified = 16,
        SecondUpsampled = 32,
        KeepsSum = 64,
        Measures = 128,
    }

    readonly GpuDevice device;
    readonly string suffix;
    readonly Dictionary<string, ComputeKernel> kernels = [];

    /// <param name="device">Whose they are.</param>
    /// <param name="isHalf">Maps and weights are stored as float16.</param>
    public NetworkKernels(GpuDevice device, bool isHalf)
    {
        this.device = device;
        suffix = isHalf ? ".half" : "";
        Tile = convolution => ConvolutionTile.Default(convolution, device.Info.Kind);
        Layout = new KernelLayout(
            device, System.Runtime.CompilerServices.Unsafe.SizeOf<NetworkConstants>(),
            [.. Enumerable.Repeat(KernelBinding.Buffer, Buffers)], [KernelBinding.SampledImage, KernelBinding.StorageImage]);
    }

    /// <summary>Bindings of set 0; set 1 holds the source and the target image.</summary>
    public static int Buffers => 8;

    public KernelLayout Layout { get; }

    /// <summary>How a convolution is cut on this device; asked when a pass is prepared.</summary>
    public Func<PlannedConvolution, ConvolutionTile> Tile { get; set; }

    public ComputeKernel Convolve(PlannedConvolution convolution, ConvolutionTile tile, int blockSide, bool isLinearSource)
    {
        Input input = convolution.Layer.BlockSide == 1 ? Input.Measures : 0;
        input |= convolution.Sum is null ? 0 : Input.KeepsSum;
        for (int i = 0; i < convolution.Terms.Count; i++)
        {
            MapTerm term = convolution.Terms[i];
            Input flags = (term.Normalization is null ? 0 : Input.FirstNormalized)
                | (term.IsRectified ? Input.FirstRectified : 0) | (term.IsUpsampled ? Input.FirstUpsampled : 0);
            input |= (Input)((uint)flags << (3 * i));
        }

        bool seesFrame = convolution.Terms.Count == 0;
        return Get("network/convolve" + suffix,
            (uint)tile.Invocations, (uint)convolution.Layer.Side, (uint)convolution.Layer.Stride, (uint)convolution.Layer.Border,
            (uint)convolution.InputGroups, (uint)convolution.OutputGroups,
            (uint)tile.Columns, (uint)tile.Rows, (uint)tile.Pixels, (uint)tile.Lanes, (uint)tile.Depth, (uint)tile.Chunk,
            (uint)convolution.Terms.Count, (uint)input, seesFrame ? (uint)blockSide : 1, seesFrame && isLinearSource ? 1u : 0,
            tile.KeepsColumn ? 1u : 0);
    }

    public ComputeKernel Statistics() => Get("network/statistics" + suffix);

    public ComputeKernel Smooth() => Get("network/smooth" + suffix);

    public ComputeKernel Paint(int blockSide, bool isLinearSource, bool isLinearTarget) =>
        Get("network/paint" + suffix, (uint)blockSide, isLinearSource ? 1u : 0, isLinearTarget ? 1u : 0);

    public void Dispose()
    {
        foreach (ComputeKernel kernel in kernels.Values)
        {
            kernel.Dispose();
        }

        Layout.Dispose();
    }

    ComputeKernel Get(string shader, params ReadOnlySpan<uint> constants)
    {
        string key = $"{shader} {string.Join(' ', constants.ToArray())}";
        if (!kernels.TryGetValue(key, out ComputeKernel? kernel))
        {
            kernel = new ComputeKernel(device, Layout, shader, constants);
            kernels.Add(key, kernel);
        }

        return kernel;
    }
}

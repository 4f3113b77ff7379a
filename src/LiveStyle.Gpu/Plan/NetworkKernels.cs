using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;

namespace LiveStyle.Gpu.Plan;

/// <summary>The compiled kernels of a network, each compiled once, whatever the frame's size.</summary>
sealed class NetworkKernels : IDisposable
{
    const string MatrixShader = "network/convolve_matrix.half";

    /// <summary>The shader with the matrices spelled out: it is slow, but runs anywhere.</summary>
    const string EmulatedMatrixShader = "network/convolve_matrix.emulated";

    readonly GpuDevice device;
    readonly string suffix;
    readonly Dictionary<string, ComputeKernel> kernels = [];

    /// <param name="device">The device that they run on.</param>
    /// <param name="isHalf">Maps and weights are stored as float16.</param>
    public NetworkKernels(GpuDevice device, bool isHalf)
    {
        this.device = device;
        suffix = isHalf ? ".half" : "";
        Tile = convolution => Tiles.TryGetValue(ConvolutionForm.Of(convolution), out ConvolutionTile tile) ? tile : ConvolutionTile.Default(convolution, device.Info.Kind);
        Layout = new KernelLayout(
            device, System.Runtime.CompilerServices.Unsafe.SizeOf<NetworkConstants>(),
            [.. Enumerable.Repeat(KernelBinding.Buffer, Buffers)], [KernelBinding.SampledImage, KernelBinding.StorageImage]);
    }

    /// <summary>Bindings of set 0; set 1 holds the source and the target image.</summary>
    public static int Buffers => PhysicalDeviceProbe.StorageBuffers;

    public KernelLayout Layout { get; }

    /// <summary>What was chosen for this device; a form that is missing takes the default.</summary>
    public IReadOnlyDictionary<ConvolutionForm, ConvolutionTile> Tiles { get; set; } = new Dictionary<ConvolutionForm, ConvolutionTile>();

    /// <summary>Shaders that are cut into tiles, on a device and with a storage.</summary>
    public static IReadOnlyList<string> TiledShaders(GpuDevice device, bool isHalf) =>
        !isHalf ? ["network/convolve"] : device.Info.HasMatrices ? ["network/convolve.half", MatrixShader] : ["network/convolve.half"];

    /// <summary>How a convolution is cut on this device; asked when a pass is prepared.</summary>
    public Func<PlannedConvolution, ConvolutionTile> Tile { get; set; }

    public ComputeKernel Convolve(PlannedConvolution convolution, ConvolutionTile tile, int blockSide, bool isLinearSource)
    {
        var form = ConvolutionForm.Of(convolution);
        bool seesFrame = form.Terms == 0;
        return Get(!tile.IsMatrix ? "network/convolve" + suffix : device.Info.HasMatrices ? MatrixShader : EmulatedMatrixShader,
            (uint)tile.Invocations, (uint)form.Side, (uint)form.Stride, (uint)form.Border, (uint)form.InputGroups, (uint)form.OutputGroups,
            (uint)tile.Columns, (uint)tile.Rows, (uint)tile.Pixels, (uint)tile.Lanes, (uint)tile.Depth, (uint)tile.Chunk,
            (uint)form.Terms, form.Flags, seesFrame ? (uint)blockSide : 1, seesFrame && isLinearSource ? 1u : 0,
            tile.IsMatrix ? (uint)tile.Subgroup : tile.KeepsColumn ? 1u : 0);
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

using LiveStyle.Frames;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Plan;
using Silk.NET.Vulkan;
using Extent = LiveStyle.Gpu.Plan.NetworkConstants.Extent;

namespace LiveStyle.Gpu.Network;

/// <summary>Turns a plan into dispatches over real buffers.</summary>
sealed class NetworkStepBuilder
{
    const int SmoothTile = 8;

    readonly GpuNetwork network;
    readonly NetworkPlan plan;
    readonly List<NetworkStep> steps = [];
    readonly Dictionary<PlannedConvolution, int> normalizationOffsets = [];
    readonly Dictionary<PlannedConvolution, int> embeddingOffsets = [];
    readonly Dictionary<PlannedConvolution, ConvolutionTile> tiles = [];
    IReadOnlyList<GpuBuffer> blocks = [];
    GpuBuffer? normalizations;
    GpuBuffer? partials;
    GpuBuffer? embedding;

    public NetworkStepBuilder(GpuNetwork network, NetworkPlan plan)
    {
        this.network = network;
        this.plan = plan;
        Sets = new DescriptorSets(network.Device, 2 * plan.Convolutions.Count + 2, NetworkKernels.Buffers);
        int normalization = 0, value = 0;
        foreach (PlannedConvolution convolution in plan.Convolutions)
        {
            normalizationOffsets.Add(convolution, normalization);
            embeddingOffsets.Add(convolution, value);
            normalization += 3 * PlannedConvolution.Groups(convolution.Layer.Channels);
            value += 2 * convolution.Layer.Channels;
            tiles.Add(convolution, network.Kernels.Tile(convolution));
        }

        NormalizationBytes = normalization * 16L;
        PartialBytes = plan.Convolutions.Max(convolution =>
        {
            ConvolutionTile tile = tiles[convolution];
            Extent cover = convolution.Smoothed is null
                ? Extent.Cover(convolution.OutputSize, tile.Width, tile.Height)
                : Extent.Cover(convolution.OutputSize, SmoothTile, SmoothTile);
            return (long)cover.X * cover.Y * convolution.OutputGroups * 2 * 16;
        });
    }

    /// <summary>Owned by who builds.</summary>
    public DescriptorSets Sets { get; }

    public long NormalizationBytes { get; }

    public long PartialBytes { get; }

    public List<NetworkStep> Build(IReadOnlyList<GpuBuffer> blocks, GpuBuffer normalizations, GpuBuffer partials, GpuBuffer embedding)
    {
        this.blocks = blocks;
        this.normalizations = normalizations;
        this.partials = partials;
        this.embedding = embedding;
        foreach (PlannedConvolution convolution in plan.Convolutions)
        {
            AddConvolution(convolution);
            if (convolution.Smoothed is { } smoothed)
            {
                AddSmoothing(convolution, smoothed);
            }

            AddStatistics(convolution);
        }

        AddPainting();
        return steps;
    }

    void AddConvolution(PlannedConvolution convolution)
    {
        ConvolutionTile tile = tiles[convolution];
        MapTerm? first = convolution.Terms.Count > 0 ? convolution.Terms[0] : null;
        MapTerm? second = convolution.Terms.Count > 1 ? convolution.Terms[1] : null;
        NetworkConstants constants = NetworkConstants.For(convolution, tile, plan.Frame, Offset(first), Offset(second), network.Weights.Offset(convolution.Layer.Name));
        long maps = convolution.Terms.Sum(term => term.Map.ByteLength(plan.IsHalf)) + convolution.Output!.ByteLength(plan.IsHalf)
            + (convolution.Sum?.ByteLength(plan.IsHalf) ?? 0) + (first is null ? plan.Frame.Pixels * 4 : 0);
        steps.Add(new NetworkStep(
            convolution.Layer.Name,
            network.Kernels.Convolve(convolution, tile, network.Architecture.BlockSide, network.Options.Source == ColorEncoding.Linear),
            Set(first?.Map, second?.Map, convolution.Output, convolution.Sum),
            constants,
            (int)constants.Tiles.X, (int)constants.Tiles.Y, convolution.OutputGroups / (tile.Lanes * tile.Depth),
            2 * convolution.MultiplyAdds, maps));
    }

    void AddSmoothing(PlannedConvolution convolution, MapBuffer smoothed)
    {
        Extent cover = Extent.Cover(smoothed.Size, SmoothTile, SmoothTile);
        var constants = new NetworkConstants { InputSize = smoothed.Size, OutputSize = smoothed.Size, FirstSize = smoothed.Size, Tiles = cover };
        steps.Add(new NetworkStep(
            convolution.Layer.Name + " smoothing", network.Kernels.Smooth(), Set(convolution.Output, null, smoothed, null),
            constants, (int)cover.X, (int)cover.Y, 1, 0, 2 * smoothed.ByteLength(plan.IsHalf)));
    }

    void AddStatistics(PlannedConvolution convolution)
    {
        bool isSmoothed = convolution.Smoothed is not null;
        ConvolutionTile tile = tiles[convolution];
        (int width, int height) = isSmoothed ? (SmoothTile, SmoothTile) : (tile.Width, tile.Height);
        int groups = PlannedConvolution.Groups(convolution.Layer.Channels);
        var constants = new NetworkConstants
        {
            OutputSize = convolution.OutputSize,
            FirstSize = new Extent((uint)width, (uint)height),
            SecondSize = new Extent((uint)(convolution.Layer.BlockSide * convolution.Layer.BlockSide), 0),
            Tiles = Extent.Cover(convolution.OutputSize, width, height),
            FirstNormalization = (uint)normalizationOffsets[convolution],
            EmbeddingOffset = (uint)embeddingOffsets[convolution],
            Channels = (uint)convolution.Layer.Channels,
        };
        steps.Add(new NetworkStep(
            convolution.Layer.Name + " statistics", network.Kernels.Statistics(), Set(null, null, null, null),
            constants, groups, 1, 1, 0, (long)constants.Tiles.X * constants.Tiles.Y * groups * 32));
    }

    void AddPainting()
    {
        Extent cover = Extent.Cover(plan.Frame, 8, 8);
        var constants = new NetworkConstants
        {
            FirstSize = plan.Painted.Size,
            FrameSize = plan.Frame,
            FirstNormalization = (uint)normalizationOffsets[plan.Last],
            PassThrough = network.HasPassThrough ? (uint)network.Architecture.PassThrough : uint.MaxValue,
        };
        steps.Add(new NetworkStep(
            "painting",
            network.Kernels.Paint(network.Architecture.BlockSide, network.Options.Source == ColorEncoding.Linear, network.Options.Target == ColorEncoding.Linear),
            Set(plan.Painted, null, null, null), constants, (int)cover.X, (int)cover.Y, 1, 0, plan.Painted.ByteLength(plan.IsHalf) + 8 * plan.Frame.Pixels));
    }

    int Offset(MapTerm? term) => term?.Normalization is { } convolution ? normalizationOffsets[convolution] : 0;

    /// <summary>Every binding points somewhere, also where the kernel does not look: the partial results stand in.</summary>
    DescriptorSet Set(MapBuffer? first, MapBuffer? second, MapBuffer? output, MapBuffer? sum)
    {
        DescriptorSet set = Sets.Allocate(network.Kernels.Layout, 0);
        Sets.Write(set, 0, Buffer(first));
        Sets.Write(set, 1, Buffer(second));
        Sets.Write(set, 2, network.Weights.Buffer);
        Sets.Write(set, 3, normalizations!);
        Sets.Write(set, 4, Buffer(output));
        Sets.Write(set, 5, partials!);
        Sets.Write(set, 6, Buffer(sum));
        Sets.Write(set, 7, embedding!);
        return set;
    }

    GpuBuffer Buffer(MapBuffer? map) => map is null ? partials! : blocks[map.Block];
}

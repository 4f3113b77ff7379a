using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Steps;
using LiveStyle.Cpu.Threads;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Cpu.Weights;
using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.Cpu.Network;

/// <summary>Makes the steps of a pass in one width of vectors.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <typeparam name="TRows">Rows that are multiplied at once, two vectors wide: as many as the registers hold.</typeparam>
/// <typeparam name="TNarrowRows">The same for layers that are one vector wide.</typeparam>
sealed unsafe class StepBuilder<TSet, TVector, TRows, TNarrowRows>
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
    where TNarrowRows : ICount
{
    readonly PassBuilding building;
    readonly NetworkPlan plan;
    readonly Arena arena;
    readonly nint[] blocks;
    readonly Dictionary<PlannedConvolution, Normalization> normalizations = [];
    readonly int side;

    public StepBuilder(PassBuilding building)
    {
        (this.building, plan, arena) = (building, building.Plan, building.Arena);
        side = building.Network.Architecture.BlockSide;
        if (side > 2)
        {
            throw new NotSupportedException($"frames are seen in blocks of 2×2 pixels, not of {side}×{side}");
        }

        blocks = [.. plan.Blocks.Select(bytes => (nint)arena.Bytes(bytes))];
        int offset = 0;
        foreach (PlannedConvolution convolution in plan.Convolutions)
        {
            int padded = plan.BlocksOf(convolution.Layer.Channels) * TSet.Count;
            normalizations.Add(convolution, new Normalization(convolution.Layer, arena.Floats(3L * padded), padded, building.Embedding + offset));
            offset += 2 * convolution.Layer.Channels;
        }
    }

    public IReadOnlyList<IStep> Build()
    {
        List<IStep> steps = [.. plan.Convolutions.Select(Convolution)];
        float* picture = Map(plan.Last.Output!), share = building.Network.HasPassThrough ? building.Embedding + building.Network.Architecture.PassThrough : null;
        Normalization last = normalizations[plan.Last];
        if (side == 1)
        {
            steps.Add(new MeasureStep<TSet, TVector, One>(picture, plan.Picture, plan.PictureStride, last, arena));
            steps.Add(new PaintStep<TSet, TVector, One>(picture, plan.Picture, plan.PictureStride, plan.Frame, last, share, building.Rows));
        }
        else
        {
            steps.Add(new MeasureStep<TSet, TVector, Two>(picture, plan.Picture, plan.PictureStride, last, arena));
            steps.Add(new PaintStep<TSet, TVector, Two>(picture, plan.Picture, plan.PictureStride, plan.Frame, last, share, building.Rows));
        }

        return steps;
    }

    IStep Convolution(PlannedConvolution convolution) =>
        building.Network.Weights[convolution.Layer].OutputBlocks > 1 ? Convolution<TRows>(convolution) : Convolution<TNarrowRows>(convolution);

    IStep Convolution<T>(PlannedConvolution convolution)
        where T : ICount
    {
        LayerWeights weights = building.Network.Weights[convolution.Layer];
        bool isEven = convolution.Layer.Stride == 2;
        return ConvolutionForms.Of(convolution.Layer, convolution.Index == 0, convolution.IsLast) switch
        {
            ConvolutionForm.Frame => new FrameStep<TSet, TVector, T>(
                convolution, weights, building.Rows, plan.Frame, Output(convolution, FrameStep<TSet, TVector, T>.Grid(convolution)), arena),
            ConvolutionForm.FrameWinograd => Winograd<T>(
                convolution, weights, new FrameReader<TSet, TVector>(building.Rows, plan.Frame, convolution.InputSize, side)),
            ConvolutionForm.Direct => isEven
                ? Direct<T, NextButOnePixel<TSet, TVector>>(convolution, weights)
                : Direct<T, NextPixel<TSet, TVector>>(convolution, weights),
            ConvolutionForm.Columns => new ColumnsStep<TSet, TVector, T>(
                convolution, weights, Reader(convolution), Map(convolution.Output!), plan.PictureStride, arena),
            _ => Winograd<T>(convolution, weights, Reader(convolution)),
        };
    }

    IStep Winograd<T>(PlannedConvolution convolution, LayerWeights weights, PatchReader<TSet, TVector> reader)
        where T : ICount => new WinogradStep<TSet, TVector, T>(
            convolution, weights, reader, Output(convolution, WinogradStep<TSet, TVector, T>.Grid(convolution)),
            convolution.IsLast ? new PictureWriter(Map(convolution.Output!), plan.Picture.Width, plan.PictureStride, side) : null, arena);

    IStep Direct<T, TStep>(PlannedConvolution convolution, LayerWeights weights)
        where T : ICount
        where TStep : ICount => new DirectStep<TSet, TVector, T, TStep>(
            convolution, weights, Reader(convolution), Output(convolution, PatchStep<TSet, TVector, T, TStep>.Grid(convolution)), arena);

    ConvolutionOutput<TSet, TVector> Output(PlannedConvolution convolution, TileGrid grid)
    {
        int channels = plan.BlocksOf(convolution.Layer.Outputs) * TSet.Count;
        ChannelStatistics<TSet, TVector>? statistics = convolution.IsLast
            ? null
            : new(grid, channels, arena.Floats(ChannelStatistics<TSet, TVector>.Length(grid.Count, channels)), normalizations[convolution]);
        return new ConvolutionOutput<TSet, TVector>(Map(convolution.Output!), convolution.OutputSize, statistics);
    }

    MapReader<TSet, TVector> Reader(PlannedConvolution convolution)
    {
        FrameSize size = convolution.InputSize;
        LoadedTerm[] terms = [.. convolution.Terms.Select(term => new LoadedTerm
        {
            Map = Map(term.Map),
            Size = term.Map.Size,
            Normalization = term.Normalization is null ? null : normalizations[term.Normalization],
            Floor = term.IsRectified ? 0 : float.NegativeInfinity,
            IsUpsampled = term.IsUpsampled,
        })];
        FrameSize? upsampled = terms.FirstOrDefault(term => term.IsUpsampled)?.Size;
        return new MapReader<TSet, TVector>(
            terms, size, convolution.Layer.Border, convolution.Sum is null ? null : Map(convolution.Sum),
            upsampled is { } low ? new Upsampling(low.Width, size.Width) : null,
            upsampled is { } low2 ? new Upsampling(low2.Height, size.Height) : null);
    }

    float* Map(MapBuffer map) => (float*)blocks[map.Block];
}

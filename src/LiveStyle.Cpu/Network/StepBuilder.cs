using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Steps;
using LiveStyle.Cpu.Threads;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.Cpu.Network;

/// <summary>Makes the steps of a pass in one width of vectors.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <typeparam name="TRows">Rows that are multiplied at once, two vectors wide: as many as the registers hold.</typeparam>
sealed unsafe class StepBuilder<TSet, TVector, TRows>
    where TSet : IVectors<TVector>
    where TVector : struct
    where TRows : ICount
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

    IStep Convolution(PlannedConvolution convolution)
    {
        LayerWeights weights = building.Network.Weights[convolution.Layer];
        switch (ConvolutionForms.Of(convolution.Layer, convolution.Index == 0, convolution.IsLast))
        {
            case ConvolutionForm.Frame when convolution.Layer.Inputs == 3:
                return new FrameStep<TSet, TVector, TRows, Three>(convolution, weights, building.Rows, plan.Frame, side, Output(convolution, PatchStep<TSet, TVector, TRows, Three>.Grid(convolution)), arena);
            case ConvolutionForm.Frame:
                return new FrameStep<TSet, TVector, TRows, Twelve>(convolution, weights, building.Rows, plan.Frame, side, Output(convolution, PatchStep<TSet, TVector, TRows, Twelve>.Grid(convolution)), arena);
            case ConvolutionForm.Direct when convolution.Layer.Stride == 1:
                return new DirectStep<TSet, TVector, TRows, NextPixel<TSet, TVector>>(
                    convolution, weights, Reader(convolution), Output(convolution, PatchStep<TSet, TVector, TRows, NextPixel<TSet, TVector>>.Grid(convolution)), arena);
            case ConvolutionForm.Direct:
                return new DirectStep<TSet, TVector, TRows, NextButOnePixel<TSet, TVector>>(
                    convolution, weights, Reader(convolution), Output(convolution, PatchStep<TSet, TVector, TRows, NextButOnePixel<TSet, TVector>>.Grid(convolution)), arena);
            case ConvolutionForm.Columns:
                return new ColumnsStep<TSet, TVector, TRows>(convolution, weights, Reader(convolution), Map(convolution.Output!), plan.PictureStride, arena);
            default:
                PictureWriter? picture = convolution.IsLast ? new PictureWriter(Map(convolution.Output!), plan.Picture.Width, plan.PictureStride, side) : null;
                return new WinogradStep<TSet, TVector, TRows>(
                    convolution, weights, Reader(convolution), Output(convolution, WinogradStep<TSet, TVector, TRows>.Grid(convolution)), picture, arena);
        }
    }

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

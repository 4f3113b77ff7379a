using System.Numerics;

namespace LiveStyle.Gpu;

/// <summary>How a convolution is cut into workgroups, see shaders/network/convolve.comp.</summary>
/// <param name="Columns">Outputs across a tile, a power of two.</param>
/// <param name="Rows">Invocations down a tile, a power of two.</param>
/// <param name="Pixels">Outputs of an invocation, one below the other.</param>
/// <param name="Lanes">Parts of the channels that run beside each other.</param>
/// <param name="Depth">Groups of four channels of an invocation.</param>
/// <param name="Chunk">Groups of input channels that are loaded at a time.</param>
/// <param name="KeepsColumn">Whether a column of inputs is held in registers for all rows of the kernel: less traffic, more code.</param>
readonly record struct ConvolutionTile(int Columns, int Rows, int Pixels, int Lanes, int Depth, int Chunk, bool KeepsColumn)
{
    /// <summary>Shared memory that every device has which can run the network.</summary>
    const int SharedBytes = 32768;

    const int MostInvocations = 256;

    public int Invocations => Columns * Rows * Lanes;

    public int Width => Columns;

    public int Height => Rows * Pixels;

    /// <summary>Whether a device runs it, and it fits the layer's channels.</summary>
    public bool Fits(PlannedConvolution convolution)
    {
        int patch = Chunk * Patch(Width, convolution) * Patch(Height, convolution);
        return Invocations <= MostInvocations
            && Math.Max(patch, Columns * Rows * Lanes * Depth) * 16 <= SharedBytes
            && convolution.InputGroups % Chunk == 0 && convolution.OutputGroups % (Lanes * Depth) == 0;
    }

    /// <summary>Whether the shader is written for it, wherever the numbers come from.</summary>
    public bool IsSound(PlannedConvolution convolution) =>
        BitOperations.IsPow2(Columns) && BitOperations.IsPow2(Rows) && new[] { Columns, Rows, Pixels, Lanes, Depth, Chunk }.All(number => number is > 0 and <= 256)
        && Pixels * Depth <= 32 && Fits(convolution);

    /// <summary>From what <see cref="ToNumbers"/> gave; null where there are more or fewer.</summary>
    public static ConvolutionTile? From(IReadOnlyList<int>? numbers) => numbers is [var columns, var rows, var pixels, var lanes, var depth, var chunk, var keeps]
        ? new ConvolutionTile(columns, rows, pixels, lanes, depth, chunk, keeps != 0)
        : null;

    /// <summary>Its parts in order, as they are remembered.</summary>
    public int[] ToNumbers() => [Columns, Rows, Pixels, Lanes, Depth, Chunk, KeepsColumn ? 1 : 0];

    /// <summary>Good on most devices: 16×16 outputs, as many channels as there are up to 32. Processors compile long code slowly, and keep no columns.</summary>
    public static ConvolutionTile Default(PlannedConvolution convolution, GpuKind kind) =>
        Candidates(convolution).First() with { KeepsColumn = kind != GpuKind.Software };

    /// <summary>All that are worth a measurement; the first is the default.</summary>
    public static IEnumerable<ConvolutionTile> Candidates(PlannedConvolution convolution)
    {
        (int, int, int)[] shapes = [(16, 4, 4), (16, 8, 2), (32, 2, 4), (8, 8, 2), (8, 4, 4), (16, 2, 4), (8, 8, 1), (8, 4, 2)];
        return from shape in shapes
               from depth in new[] { 2, 4, 3, 1 }
               where convolution.OutputGroups % depth == 0 && (depth != 3 || convolution.OutputGroups == 3)
               let lanes = new[] { 4, 2, 1 }.First(lanes => convolution.OutputGroups % (lanes * depth) == 0)
               let tile = Largest(new ConvolutionTile(shape.Item1, shape.Item2, shape.Item3, lanes, depth, 1, true), convolution)
               where tile.Fits(convolution)
               select tile;
    }

    /// <summary>With as many input channels at a time as fit the shared memory, up to four groups.</summary>
    static ConvolutionTile Largest(ConvolutionTile tile, PlannedConvolution convolution) =>
        new[] { 4, 3, 2 }.Select(chunk => tile with { Chunk = chunk }).Where(candidate => candidate.Fits(convolution)).Append(tile).First();

    static int Patch(int extent, PlannedConvolution convolution) => (extent - 1) * convolution.Layer.Stride + convolution.Layer.Side;
}

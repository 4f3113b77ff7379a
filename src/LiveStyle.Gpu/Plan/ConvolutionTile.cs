using System.Numerics;
using LiveStyle.Gpu.Devices;

namespace LiveStyle.Gpu.Plan;

/// <summary>How a convolution is cut into workgroups, see shaders/network/convolve.comp and convolve_matrix.comp.</summary>
/// <param name="Columns">Outputs across a tile, a power of two.</param>
/// <param name="Rows">Invocations down a tile, or subgroups where matrices are multiplied; a power of two.</param>
/// <param name="Pixels">Outputs of an invocation, one below the other.</param>
/// <param name="Lanes">Parts of the channels that run beside each other.</param>
/// <param name="Depth">Groups of four channels of an invocation.</param>
/// <param name="Chunk">Groups of input channels that are loaded at a time.</param>
/// <param name="KeepsColumn">Whether a column of inputs is held in registers for all rows of the kernel: less traffic, more code.</param>
/// <param name="Subgroup">Invocations that multiply matrices together, the device's subgroup; 0: none are multiplied.</param>
readonly record struct ConvolutionTile(int Columns, int Rows, int Pixels, int Lanes, int Depth, int Chunk, bool KeepsColumn, int Subgroup = 0)
{
    /// <summary>Shared memory that every device has which can run the network.</summary>
    const int SharedBytes = 32768;

    const int MostInvocations = 256;

    /// <summary>Side of the matrices that hardware multiplies.</summary>
    const int MatrixSide = 16;

    public int Invocations => (IsMatrix ? Subgroup : Columns) * Rows * Lanes;

    /// <summary>Whether cooperative matrices are multiplied, with inputs rounded to float16.</summary>
    public bool IsMatrix => Subgroup > 0;

    public int Width => Columns;

    public int Height => Rows * Pixels;

    /// <summary>Whether a device runs it, and it fits the layer's channels.</summary>
    public bool Fits(PlannedConvolution convolution)
    {
        int patch = Patch(Width, convolution) * Patch(Height, convolution);
        if (IsMatrix)
        {
            int staging = Rows * Lanes * Math.Max(MatrixSide * MatrixSide, Depth * Subgroup);
            return Columns == MatrixSide && Depth % 4 == 0 && Chunk % 4 == 0 && BitOperations.IsPow2(Subgroup) && Subgroup is >= 4 and <= 64
                && Invocations <= MostInvocations && patch * (Chunk * 4 + 8) * 2 + staging * 4 <= SharedBytes
                && convolution.InputGroups % Chunk == 0 && convolution.OutputGroups % (Lanes * Depth) == 0;
        }

        return Invocations <= MostInvocations
            && Math.Max(Chunk * patch, Columns * Rows * Lanes * Depth) * 16 <= SharedBytes
            && convolution.InputGroups % Chunk == 0 && convolution.OutputGroups % (Lanes * Depth) == 0;
    }

    /// <summary>Whether the shader is written for it, wherever the numbers come from.</summary>
    public bool IsSound(PlannedConvolution convolution) =>
        BitOperations.IsPow2(Columns) && BitOperations.IsPow2(Rows) && new[] { Columns, Rows, Pixels, Lanes, Depth, Chunk }.All(number => number is > 0 and <= 256)
        && Pixels * Depth <= (IsMatrix ? 64 : 32) && Fits(convolution);

    /// <summary>Makes a tile from what <see cref="ToNumbers"/> gave; null where there are more or fewer.</summary>
    public static ConvolutionTile? From(IReadOnlyList<int>? numbers) => numbers is [var columns, var rows, var pixels, var lanes, var depth, var chunk, var keeps, var subgroup]
        ? new ConvolutionTile(columns, rows, pixels, lanes, depth, chunk, keeps != 0, subgroup)
        : null;

    /// <summary>Gives the tile's parts in order, as they are remembered.</summary>
    public int[] ToNumbers() => [Columns, Rows, Pixels, Lanes, Depth, Chunk, KeepsColumn ? 1 : 0, Subgroup];

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

    /// <summary>The tiles with cooperative matrices, the most promising first; none where the channels don't come in sixteens.</summary>
    /// <param name="convolution">What is cut.</param>
    /// <param name="subgroup">Invocations of the device's subgroup.</param>
    public static IEnumerable<ConvolutionTile> MatrixCandidates(PlannedConvolution convolution, int subgroup) =>
        from blocks in new[] { 2, 4, 1 }
        from pixels in new[] { 4, 2, 8 }
        where pixels * blocks is >= 2 and <= 16
        from lanes in new[] { 1, 2, 4 }
        from rows in new[] { 4, 2, 1 }
        where rows * lanes * subgroup >= 64
        from chunk in new[] { 8, 4 }
        let tile = new ConvolutionTile(MatrixSide, rows, pixels, lanes, 4 * blocks, chunk, false, subgroup)
        where tile.IsSound(convolution)
        select tile;

    /// <summary>Gives the tile with as many input channels at a time as fit the shared memory, up to four groups.</summary>
    static ConvolutionTile Largest(ConvolutionTile tile, PlannedConvolution convolution) =>
        new[] { 4, 3, 2 }.Select(chunk => tile with { Chunk = chunk }).Where(candidate => candidate.Fits(convolution)).Append(tile).First();

    static int Patch(int extent, PlannedConvolution convolution) => (extent - 1) * convolution.Layer.Stride + convolution.Layer.Side;
}

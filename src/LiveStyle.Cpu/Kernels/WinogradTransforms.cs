using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Cpu.Kernels;

/// <summary>
/// Winograd's F(4×4, 3×3): 4×4 outputs of a 3×3 kernel by 36 products instead of 144 (Lavin, Gray, "Fast Algorithms for Convolutional Neural
/// Networks", CVPR 2016), for a block of channels at once.
/// </summary>
static unsafe class WinogradTransforms
{
    /// <summary>Height and width of the outputs of a tile.</summary>
    public const int Outputs = 4;

    /// <summary>Height and width of its inputs.</summary>
    public const int Inputs = 6;

    /// <summary>The number of products.</summary>
    public const int Products = Inputs * Inputs;

    static ReadOnlySpan<double> Kernel =>
    [
        1.0 / 4, 0, 0,
        -1.0 / 6, -1.0 / 6, -1.0 / 6,
        -1.0 / 6, 1.0 / 6, -1.0 / 6,
        1.0 / 24, 1.0 / 12, 1.0 / 6,
        1.0 / 24, -1.0 / 12, 1.0 / 6,
        0, 0, 1,
    ];

    /// <summary>G g Gᵀ: the weight of each product.</summary>
    /// <param name="kernel">3×3 weights.</param>
    /// <param name="products">Receives 36 weights.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformKernel(ReadOnlySpan<float> kernel, Span<double> products)
    {
        Span<double> half = stackalloc double[Inputs * 3];
        for (int i = 0; i < Inputs; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                half[i * 3 + j] = Kernel[i * 3] * kernel[j] + Kernel[i * 3 + 1] * kernel[3 + j] + Kernel[i * 3 + 2] * kernel[6 + j];
            }
        }

        for (int i = 0; i < Inputs; i++)
        {
            for (int j = 0; j < Inputs; j++)
            {
                products[i * Inputs + j] = half[i * 3] * Kernel[j * 3] + half[i * 3 + 1] * Kernel[j * 3 + 1] + half[i * 3 + 2] * Kernel[j * 3 + 2];
            }
        }
    }

    /// <summary>Bᵀ d of each column of six rows, in place: done once for the two tiles that share it.</summary>
    /// <param name="rows">Six rows of a block of channels.</param>
    /// <param name="stride">Values from a row to the next.</param>
    /// <param name="columns">The number of columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformColumns<TSet, TVector>(float* rows, nint stride, int columns)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        for (float* end = rows + columns * TSet.Count; rows < end; rows += TSet.Count)
        {
            TransformInput<TSet, TVector>(rows, stride, rows, stride);
        }
    }

    /// <summary>(Bᵀ d) B of each tile: its row's six values, whose first is that of the tile before's fifth, go to six products.</summary>
    /// <param name="row">A row of <see cref="TransformColumns"/>.</param>
    /// <param name="products">Receives a vector a tile, in each of six arrays.</param>
    /// <param name="stride">Values from an array to the next.</param>
    /// <param name="tiles">The number of tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformRow<TSet, TVector>(float* row, float* products, nint stride, int tiles)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        for (int i = 0; i < tiles; i++)
        {
            TransformInput<TSet, TVector>(row + i * Outputs * TSet.Count, TSet.Count, products + i * TSet.Count, stride);
        }
    }

    /// <summary>Aᵀ m A: the outputs of a tile from its products.</summary>
    /// <param name="products">The first product.</param>
    /// <param name="stride">Values from a product to the next.</param>
    /// <param name="addend">Is added to each output.</param>
    /// <param name="half">Scratch: 24 vectors.</param>
    /// <param name="target">Receives 4×4 pixels.</param>
    /// <param name="targetStride">Values from a row of them to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformOutput<TSet, TVector>(float* products, nint stride, TVector addend, float* half, float* target, nint targetStride)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        for (int i = 0; i < Inputs; i++)
        {
            TransformProducts<TSet, TVector>(products + i * stride, Inputs * stride, TSet.Fill(0), half + i * TSet.Count, Inputs * TSet.Count);
        }

        for (int i = 0; i < Outputs; i++)
        {
            TransformProducts<TSet, TVector>(half + i * Inputs * TSet.Count, TSet.Count, addend, target + i * targetStride, TSet.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransformInput<TSet, TVector>(float* from, nint stride, float* to, nint targetStride)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        TVector d0 = TSet.Load(from), d1 = TSet.Load(from + stride), d2 = TSet.Load(from + 2 * stride);
        TVector d3 = TSet.Load(from + 3 * stride), d4 = TSet.Load(from + 4 * stride), d5 = TSet.Load(from + 5 * stride);
        TVector four = TSet.Fill(4), two = TSet.Fill(2), minusFour = TSet.Fill(-4), minusFive = TSet.Fill(-5), minusTwo = TSet.Fill(-2);

        TVector even = TSet.MultiplyAdd(d2, minusFour, d4), odd = TSet.MultiplyAdd(d1, minusFour, d3);
        TVector evens = TSet.Subtract(d4, d2), odds = TSet.Subtract(d3, d1);
        TSet.Store(to, TSet.MultiplyAdd(d0, four, TSet.MultiplyAdd(d2, minusFive, d4)));
        TSet.Store(to + targetStride, TSet.Add(even, odd));
        TSet.Store(to + 2 * targetStride, TSet.Subtract(even, odd));
        TSet.Store(to + 3 * targetStride, TSet.MultiplyAdd(odds, two, evens));
        TSet.Store(to + 4 * targetStride, TSet.MultiplyAdd(odds, minusTwo, evens));
        TSet.Store(to + 5 * targetStride, TSet.MultiplyAdd(d1, four, TSet.MultiplyAdd(d3, minusFive, d5)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransformProducts<TSet, TVector>(float* from, nint stride, TVector addend, float* to, nint targetStride)
        where TSet : IVectors<TVector>
        where TVector : struct
    {
        TVector m0 = TSet.Load(from), m1 = TSet.Load(from + stride), m2 = TSet.Load(from + 2 * stride);
        TVector m3 = TSet.Load(from + 3 * stride), m4 = TSet.Load(from + 4 * stride), m5 = TSet.Load(from + 5 * stride);
        TVector sum = TSet.Add(TSet.Add(m1, m2), addend), difference = TSet.Add(TSet.Subtract(m1, m2), addend);
        TVector outer = TSet.Add(m3, m4), outerDifference = TSet.Subtract(m3, m4);
        TSet.Store(to, TSet.Add(TSet.Add(m0, sum), outer));
        TSet.Store(to + targetStride, TSet.MultiplyAdd(outerDifference, TSet.Fill(2), difference));
        TSet.Store(to + 2 * targetStride, TSet.MultiplyAdd(outer, TSet.Fill(4), sum));
        TSet.Store(to + 3 * targetStride, TSet.Add(TSet.MultiplyAdd(outerDifference, TSet.Fill(8), difference), m5));
    }
}

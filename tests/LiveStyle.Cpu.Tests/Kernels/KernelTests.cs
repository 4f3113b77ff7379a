using System.Runtime.Intrinsics;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Vectors;
using Xunit;

namespace LiveStyle.Cpu.Tests.Kernels;

public sealed unsafe class KernelTests
{
    [Fact]
    public void Sigmoids_are_right_to_a_few_units_in_the_last_place()
    {
        for (float x = -100; x <= 100; x += 0.037f)
        {
            double expected = 1 / (1 + Math.Exp(-x));

            Assert.Equal(expected, Sigmoid.Of<Scalars, float>(x), 3e-7 * Math.Max(expected, 1e-30));
            Assert.Equal(expected, Sigmoid.Of<Vectors128, Vector128<float>>(Vector128.Create(x)).ToScalar(), 3e-7);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(13), InlineData(127)]
    public void A_mirrored_border_goes_on_for_ever(int extent)
    {
        // Walks to and fro between the outermost pixels.
        int at = 0, step = 1;
        for (int i = 0; i < 4 * extent + 10; i++)
        {
            Assert.Equal(at, Mirror.Of(i, extent));
            Assert.Equal(at, Mirror.Of(-i, extent));
            step = at + step < 0 || at + step >= extent ? -step : step;
            at += extent == 1 ? 0 : step;
        }
    }

    [Theory, InlineData(1, 1), InlineData(1, 2), InlineData(7, 13), InlineData(64, 127)]
    public void Upsampling_weighs_neighbors_by_the_distance_of_their_centers(int extent, int larger)
    {
        var upsampling = new Upsampling(extent, larger);
        for (int i = 0; i < larger; i++)
        {
            double center = upsampling.Low(i) * (1 - upsampling.Share(i)) + upsampling.High(i) * (double)upsampling.Share(i);

            Assert.Equal(Math.Clamp((i + 0.5) * extent / larger - 0.5, 0, extent - 1), center, 1e-4);
        }
    }

    [Fact]
    public void Winograd_makes_of_a_tile_what_the_kernel_makes_of_it()
    {
        var random = new Random(1);
        float[] kernel = [.. Enumerable.Range(0, 9).Select(_ => random.NextSingle() - 0.5f)], tile = [.. Enumerable.Range(0, 36).Select(_ => random.NextSingle())];
        var weights = new double[36];
        WinogradTransforms.TransformKernel(kernel, weights);
        float* products = stackalloc float[36], outputs = stackalloc float[16], half = stackalloc float[24];
        fixed (float* rows = tile.ToArray())
        {
            WinogradTransforms.TransformColumns<Scalars, float>(rows, 6, 6);
            for (int y = 0; y < 6; y++)
            {
                WinogradTransforms.TransformRow<Scalars, float>(rows + 6 * y, products + 6 * y, 1, 1);
            }
        }

        for (int i = 0; i < 36; i++)
        {
            products[i] *= (float)weights[i];
        }

        WinogradTransforms.TransformOutput<Scalars, float>(products, 1, 0.25f, half, outputs, 4);

        for (int i = 0; i < 16; i++)
        {
            double expected = 0.25;
            for (int tap = 0; tap < 9; tap++)
            {
                expected += kernel[tap] * tile[(i / 4 + tap / 3) * 6 + i % 4 + tap % 3];
            }

            Assert.Equal(expected, outputs[i], 1e-5);
        }
    }

    [Theory, InlineData(1), InlineData(5), InlineData(16)]
    public void A_multiplication_sums_over_all_runs(int depth)
    {
        Multiply<Vectors128, Vector128<float>, Six>(depth);
        Multiply<Vectors128, Vector128<float>, Eight>(depth);
        Multiply<Vectors128, Vector128<float>, Twelve>(depth);
    }

    static void Multiply<TSet, TVector, TRows>(int depth)
        where TSet : IVectors<TVector>
        where TVector : struct
        where TRows : ICount
    {
        const int Runs = 3;
        var random = new Random(depth);
        int rows = TRows.Value, step = Three.Value, lanes = 2 * TSet.Count, length = rows * step + depth;
        float[] input = [.. Enumerable.Range(0, Runs * length).Select(_ => random.NextSingle())], weights = [.. Enumerable.Range(0, Runs * depth * lanes).Select(_ => random.NextSingle())];
        var outputs = new float[rows * lanes];
        nint* runs = stackalloc nint[] { 0, length, 2 * length };
        fixed (float* from = input, by = weights, to = outputs)
        {
            Multiplication.Run<TSet, TVector, TRows, Three, Two>(from, runs, Runs, depth, by, to, to + TSet.Count, lanes);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            double expected = 0;
            for (int k = 0; k < Runs * depth; k++)
            {
                expected += input[k / depth * length + i / lanes * step + k % depth] * (double)weights[k * lanes + i % lanes];
            }

            Assert.Equal(expected, outputs[i], 1e-4);
        }
    }
}

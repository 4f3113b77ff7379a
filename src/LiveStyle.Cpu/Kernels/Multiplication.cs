using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;

namespace LiveStyle.Cpu.Kernels;

/// <summary>
/// What all convolutions come down to: rows of inputs times a matrix of weights, with all sums in registers. A row is a pixel, and what
/// is summed over lies in a few runs of values: the channels of a block, or a row of the kernel over interleaved pixels.
/// </summary>
static unsafe class Multiplication
{
    /// <summary>output[row][lane] = Σ input[run + row · step + i] · weights[run][i][lane], over all runs and i below depth.</summary>
    /// <typeparam name="TSet">The width of vectors.</typeparam>
    /// <typeparam name="TVector">A vector.</typeparam>
    /// <typeparam name="TRows">Rows at once, at most twelve.</typeparam>
    /// <typeparam name="TStep">Values from a row's input to the next one's.</typeparam>
    /// <typeparam name="TWidth">Vectors of outputs: one or two.</typeparam>
    /// <param name="input">The first row's input.</param>
    /// <param name="runs">The offset of each run from there.</param>
    /// <param name="runCount">The number of runs.</param>
    /// <param name="depth">The number of values in a run.</param>
    /// <param name="weights">For each value in order, a weight for each output.</param>
    /// <param name="first">Receives the first vector of each row's outputs.</param>
    /// <param name="second">Receives the second one.</param>
    /// <param name="stride">Values from a row's outputs to the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSet, TVector, TRows, TStep, TWidth>(
        float* input, nint* runs, int runCount, int depth, float* weights, float* first, float* second, nint stride)
        where TSet : IVectors<TVector>
        where TVector : struct
        where TRows : ICount
        where TStep : ICount
        where TWidth : ICount
    {
        TVector a0 = TSet.Fill(0), a1 = TSet.Fill(0), a2 = TSet.Fill(0), a3 = TSet.Fill(0), a4 = TSet.Fill(0), a5 = TSet.Fill(0), a6 = TSet.Fill(0), a7 = TSet.Fill(0), a8 = TSet.Fill(0), a9 = TSet.Fill(0), a10 = TSet.Fill(0), a11 = TSet.Fill(0);
        TVector b0 = TSet.Fill(0), b1 = TSet.Fill(0), b2 = TSet.Fill(0), b3 = TSet.Fill(0), b4 = TSet.Fill(0), b5 = TSet.Fill(0), b6 = TSet.Fill(0), b7 = TSet.Fill(0), b8 = TSet.Fill(0), b9 = TSet.Fill(0), b10 = TSet.Fill(0), b11 = TSet.Fill(0);
        for (int run = 0; run < runCount; run++)
        {
            float* from = input + runs[run];
            float* end = from + depth;
            for (; from < end; from++)
            {
                TVector left = TSet.Load(weights);
                TVector right = TWidth.Value > 1 ? TSet.Load(weights + TSet.Count) : left;
                weights += TWidth.Value * TSet.Count;
                TVector value;
                value = TSet.Fill(*from);
                a0 = TSet.MultiplyAdd(value, left, a0);
                if (TWidth.Value > 1)
                {
                    b0 = TSet.MultiplyAdd(value, right, b0);
                }

                value = TSet.Fill(from[1 * TStep.Value]);
                a1 = TSet.MultiplyAdd(value, left, a1);
                if (TWidth.Value > 1)
                {
                    b1 = TSet.MultiplyAdd(value, right, b1);
                }

                value = TSet.Fill(from[2 * TStep.Value]);
                a2 = TSet.MultiplyAdd(value, left, a2);
                if (TWidth.Value > 1)
                {
                    b2 = TSet.MultiplyAdd(value, right, b2);
                }

                value = TSet.Fill(from[3 * TStep.Value]);
                a3 = TSet.MultiplyAdd(value, left, a3);
                if (TWidth.Value > 1)
                {
                    b3 = TSet.MultiplyAdd(value, right, b3);
                }

                value = TSet.Fill(from[4 * TStep.Value]);
                a4 = TSet.MultiplyAdd(value, left, a4);
                if (TWidth.Value > 1)
                {
                    b4 = TSet.MultiplyAdd(value, right, b4);
                }

                value = TSet.Fill(from[5 * TStep.Value]);
                a5 = TSet.MultiplyAdd(value, left, a5);
                if (TWidth.Value > 1)
                {
                    b5 = TSet.MultiplyAdd(value, right, b5);
                }

                if (TRows.Value > 6)
                {
                    value = TSet.Fill(from[6 * TStep.Value]);
                    a6 = TSet.MultiplyAdd(value, left, a6);
                    if (TWidth.Value > 1)
                    {
                        b6 = TSet.MultiplyAdd(value, right, b6);
                    }

                    value = TSet.Fill(from[7 * TStep.Value]);
                    a7 = TSet.MultiplyAdd(value, left, a7);
                    if (TWidth.Value > 1)
                    {
                        b7 = TSet.MultiplyAdd(value, right, b7);
                    }
                }

                if (TRows.Value > 8)
                {
                    value = TSet.Fill(from[8 * TStep.Value]);
                    a8 = TSet.MultiplyAdd(value, left, a8);
                    if (TWidth.Value > 1)
                    {
                        b8 = TSet.MultiplyAdd(value, right, b8);
                    }

                    value = TSet.Fill(from[9 * TStep.Value]);
                    a9 = TSet.MultiplyAdd(value, left, a9);
                    if (TWidth.Value > 1)
                    {
                        b9 = TSet.MultiplyAdd(value, right, b9);
                    }

                    value = TSet.Fill(from[10 * TStep.Value]);
                    a10 = TSet.MultiplyAdd(value, left, a10);
                    if (TWidth.Value > 1)
                    {
                        b10 = TSet.MultiplyAdd(value, right, b10);
                    }

                    value = TSet.Fill(from[11 * TStep.Value]);
                    a11 = TSet.MultiplyAdd(value, left, a11);
                    if (TWidth.Value > 1)
                    {
                        b11 = TSet.MultiplyAdd(value, right, b11);
                    }
                }
            }
        }

        Store<TSet, TVector, TWidth>(first, second, a0, b0);
        Store<TSet, TVector, TWidth>(first + stride, second + stride, a1, b1);
        Store<TSet, TVector, TWidth>(first + 2 * stride, second + 2 * stride, a2, b2);
        Store<TSet, TVector, TWidth>(first + 3 * stride, second + 3 * stride, a3, b3);
        Store<TSet, TVector, TWidth>(first + 4 * stride, second + 4 * stride, a4, b4);
        Store<TSet, TVector, TWidth>(first + 5 * stride, second + 5 * stride, a5, b5);
        if (TRows.Value > 6)
        {
            Store<TSet, TVector, TWidth>(first + 6 * stride, second + 6 * stride, a6, b6);
            Store<TSet, TVector, TWidth>(first + 7 * stride, second + 7 * stride, a7, b7);
        }

        if (TRows.Value > 8)
        {
            Store<TSet, TVector, TWidth>(first + 8 * stride, second + 8 * stride, a8, b8);
            Store<TSet, TVector, TWidth>(first + 9 * stride, second + 9 * stride, a9, b9);
            Store<TSet, TVector, TWidth>(first + 10 * stride, second + 10 * stride, a10, b10);
            Store<TSet, TVector, TWidth>(first + 11 * stride, second + 11 * stride, a11, b11);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<TSet, TVector, TWidth>(float* first, float* second, TVector left, TVector right)
        where TSet : IVectors<TVector>
        where TVector : struct
        where TWidth : ICount
    {
        TSet.Store(first, left);
        if (TWidth.Value > 1)
        {
            TSet.Store(second, right);
        }
    }
}

using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Threads;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Steps;

/// <summary>Measures the picture's colors for the last normalization, smoothed as they will be painted.</summary>
sealed unsafe class MeasureStep<TSet, TVector, TSide> : IStep
    where TSet : IVectors<TVector>
    where TVector : struct
    where TSide : ICount
{
    const int Colors = 3, Rows = 16;

    readonly float* picture, partials;
    readonly FrameSize size;
    readonly long stride;
    readonly Normalization normalization;

    /// <param name="picture">The picture that the last convolution wrote.</param>
    /// <param name="size">Its size.</param>
    /// <param name="stride">Values from a row to the next.</param>
    /// <param name="normalization">Receives what is measured.</param>
    /// <param name="memory">Holds what it keeps.</param>
    public MeasureStep(float* picture, FrameSize size, long stride, Normalization normalization, Arena memory)
    {
        this.picture = picture;
        (this.size, this.stride, this.normalization) = (size, stride, normalization);
        partials = memory.Floats(Tasks * 2 * Colors);
    }

    /// <inheritdoc/>
    public string Name => "measuring";

    /// <inheritdoc/>
    public int Tasks => (size.Height + Rows - 1) / Rows;

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, int worker)
    {
        int first = task * Rows, end = Math.Min(first + Rows, size.Height);

        // A color a lane, three vectors by turns: as in ChannelStatistics, differences from the first pixel are summed.
        float* origins = stackalloc float[TSet.Count + 2];
        float* sums = stackalloc float[6 * TSet.Count];
        float* totals = partials + task * 2 * Colors;
        PictureRows rows = PictureRows.Of(picture, stride, size.Height, first);
        for (int i = 0; i < TSet.Count + 2; i++)
        {
            origins[i] = Single(rows, i % Colors);
        }

        TVector sum0 = TSet.Fill(0), sum1 = sum0, sum2 = sum0, squares0 = sum0, squares1 = sum0, squares2 = sum0;
        TVector origin0 = TSet.Load(origins), origin1 = TSet.Load(origins + TSet.Count % 3), origin2 = TSet.Load(origins + 2 * TSet.Count % 3);
        float* rest = stackalloc float[2 * Colors];
        new Span<float>(rest, 2 * Colors).Clear();
        int length = Colors * size.Width, whole = length / (3 * TSet.Count) * 3 * TSet.Count;
        for (int y = first; y < end; y++)
        {
            rows = PictureRows.Of(picture, stride, size.Height, y);
            for (int i = 0; i < whole; i += 3 * TSet.Count)
            {
                Add(rows.At<TSet, TVector, TSide>(i), origin0, ref sum0, ref squares0);
                Add(rows.At<TSet, TVector, TSide>(i + TSet.Count), origin1, ref sum1, ref squares1);
                Add(rows.At<TSet, TVector, TSide>(i + 2 * TSet.Count), origin2, ref sum2, ref squares2);
            }

            for (int i = whole; i < length; i++)
            {
                float difference = Single(rows, i) - origins[i % Colors];
                rest[i % Colors] += difference;
                rest[Colors + i % Colors] += difference * difference;
            }
        }

        TSet.Store(sums, sum0);
        TSet.Store(sums + TSet.Count, sum1);
        TSet.Store(sums + 2 * TSet.Count, sum2);
        TSet.Store(sums + 3 * TSet.Count, squares0);
        TSet.Store(sums + 4 * TSet.Count, squares1);
        TSet.Store(sums + 5 * TSet.Count, squares2);
        double pixels = (double)size.Width * (end - first);
        for (int color = 0; color < Colors; color++)
        {
            double sum = rest[color], squares = rest[Colors + color];
            for (int i = color; i < 3 * TSet.Count; i += Colors)
            {
                sum += sums[i];
                squares += sums[3 * TSet.Count + i];
            }

            totals[color] = (float)(origins[color] + sum / pixels);
            totals[Colors + color] = (float)Math.Max(squares - sum * sum / pixels, 0);
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        double pixels = size.Pixels;
        for (int color = 0; color < Colors; color++)
        {
            double sum = 0, squares = 0;
            for (int task = 0; task < Tasks; task++)
            {
                sum += (double)partials[task * 2 * Colors + color] * Pixels(task);
            }

            double mean = sum / pixels;
            for (int task = 0; task < Tasks; task++)
            {
                double difference = partials[task * 2 * Colors + color] - mean;
                squares += partials[task * 2 * Colors + Colors + color] + difference * difference * Pixels(task);
            }

            normalization.Set(color, mean, squares / pixels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(TVector value, TVector origin, ref TVector sum, ref TVector squares)
    {
        TVector difference = TSet.Subtract(value, origin);
        sum = TSet.Add(sum, difference);
        squares = TSet.MultiplyAdd(difference, difference, squares);
    }

    static float Single(PictureRows rows, int i) => rows.At<Scalars, float, TSide>(i);

    long Pixels(int task) => (long)Math.Min(Rows, size.Height - task * Rows) * size.Width;
}

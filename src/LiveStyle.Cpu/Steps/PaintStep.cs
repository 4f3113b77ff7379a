using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Kernels;
using LiveStyle.Cpu.Threads;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Steps;

/// <summary>The end of a network: normalizes the picture, squashes it, lets the frame's share through, and writes bytes.</summary>
sealed unsafe class PaintStep<TSet, TVector, TSide>(
    float* picture, FrameSize size, long stride, FrameSize frame, Normalization normalization, float* passThrough, FrameRows rows) : IStep
    where TSet : IVectors<TVector>
    where TVector : struct
    where TSide : ICount
{
    const int Colors = 3, Rows = 16;

    /// <inheritdoc/>
    public string Name => "painting";

    /// <inheritdoc/>
    public int Tasks => (frame.Height + Rows - 1) / Rows;

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int task, int worker)
    {
        float* means = stackalloc float[TSet.Count + 2], scales = stackalloc float[TSet.Count + 2], shifts = stackalloc float[TSet.Count + 2];
        for (int i = 0; i < TSet.Count + 2; i++)
        {
            (means[i], scales[i], shifts[i]) = (normalization.Means[i % Colors], normalization.Scales[i % Colors], normalization.Shifts[i % Colors]);
        }

        float share = passThrough is null ? 0 : *passThrough;
        TVector gain = TSet.Fill((1 - share) * 255), passed = TSet.Fill(share), black = TSet.Fill(0), white = TSet.Fill(255);
        byte* tail = stackalloc byte[2 * TSet.Count];
        int length = Colors * frame.Width;
        for (int y = task * Rows; y < Math.Min((task + 1) * Rows, frame.Height); y++)
        {
            PictureRows from = PictureRows.Of(picture, stride, size.Height, y);
            byte* source = rows.Source + y * rows.SourceStride, target = rows.Target + y * rows.TargetStride;
            for (int i = 0; i < length; i += TSet.Count)
            {
                int phase = i % Colors, left = length - i;
                byte* own = source + i;
                if (left < TSet.Count)
                {
                    new ReadOnlySpan<byte>(own, left).CopyTo(new Span<byte>(tail, left));
                    own = tail;
                }

                TVector value = TSet.Subtract(from.At<TSet, TVector, TSide>(i), TSet.Load(means + phase));
                value = Sigmoid.Of<TSet, TVector>(TSet.MultiplyAdd(value, TSet.Load(scales + phase), TSet.Load(shifts + phase)));

                // The sum before the clip, as the bundle's own graph: beyond 0 and 1 a share overshoots.
                value = TSet.MultiplyAdd(value, gain, TSet.Multiply(TSet.LoadBytes(own), passed));
                value = TSet.Min(TSet.Max(value, black), white);
                if (left < TSet.Count)
                {
                    TSet.StoreBytes(tail + TSet.Count, value);
                    new ReadOnlySpan<byte>(tail + TSet.Count, left).CopyTo(new Span<byte>(target + i, left));
                }
                else
                {
                    TSet.StoreBytes(target + i, value);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}

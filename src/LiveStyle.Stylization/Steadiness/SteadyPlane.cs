using LiveStyle.Frames;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>
/// A picture of four numbers of 16 bits a pixel: red, green and blue in 256ths of a level, and the number of pictures that they are the mean
/// of, in <see cref="CountUnit"/>ths. Around it a margin, in which the border's pixels go on.
/// </summary>
sealed class SteadyPlane
{
    public const int CountUnit = 1024;

    /// <summary>What a cubic reads beyond a place inside.</summary>
    const int Margin = 2;

    const int Channels = 4;

    readonly ushort[] values;
    readonly FrameSize size;
    readonly int stride;

    public SteadyPlane(FrameSize size)
    {
        this.size = size;
        stride = Channels * (size.Width + 2 * Margin);
        values = GC.AllocateUninitializedArray<ushort>(checked(stride * (size.Height + 2 * Margin)));
    }

    /// <summary>Numbers from one row to the next.</summary>
    public int Stride => stride;

    /// <summary>The first number of a pixel, of the picture or of its margin.</summary>
    public ref ushort Pixel(int x, int y) => ref values[(y + Margin) * stride + Channels * (x + Margin)];

    /// <summary>Fills a row's margins once its pixels are written, and the rows beyond the picture with the first and the last one.</summary>
    public void Extend(int y)
    {
        Span<ushort> row = values.AsSpan((y + Margin) * stride, stride);
        for (int i = 0; i < Margin; i++)
        {
            row.Slice(Channels * Margin, Channels).CopyTo(row[(Channels * i)..]);
            row.Slice(Channels * (Margin + size.Width - 1), Channels).CopyTo(row[(Channels * (Margin + size.Width + i))..]);
        }

        for (int i = 1; i <= Margin; i++)
        {
            if (y == 0)
            {
                row.CopyTo(values.AsSpan((Margin - i) * stride));
            }

            if (y == size.Height - 1)
            {
                row.CopyTo(values.AsSpan((Margin + y + i) * stride));
            }
        }
    }
}

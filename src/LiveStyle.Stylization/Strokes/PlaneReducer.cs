using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>Draws a plane of bytes smaller, as <see cref="AreaReducer"/> does RGB frames.</summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread at a time.</remarks>
sealed class PlaneReducer
{
    /// <summary>Half of 65536ths, so that cutting off rounds.</summary>
    const uint Half = 32768;

    readonly AreaTaps rows, columns;
    readonly ushort[] sums;
    readonly int height;

    /// <param name="from">The plane's samples along both axes.</param>
    /// <param name="to">Those that it gets, on no axis more.</param>
    /// <param name="siting">Where they lie.</param>
    public PlaneReducer(FrameSize from, FrameSize to, PlaneSiting siting)
    {
        rows = new AreaTaps(from.Height, to.Height, siting.Down);
        columns = new AreaTaps(from.Width, to.Width, siting.Across);
        sums = new ushort[from.Width];
        height = to.Height;
    }

    /// <summary>Fills a plane with a larger one's picture.</summary>
    public void Reduce(PlaneView source, PlaneView target)
    {
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<ushort> weights = rows.Weights(y);
            Array.Clear(sums);
            for (int i = 0; i < weights.Length; i++)
            {
                AreaReducer.Add(source.Row(rows.First(y) + i), weights[i], sums);
            }

            Span<byte> result = target.Row(y);
            for (int x = 0; x < result.Length; x++)
            {
                ReadOnlySpan<ushort> shares = columns.Weights(x), covered = sums.AsSpan(columns.First(x), shares.Length);
                uint total = Half;
                for (int i = 0; i < shares.Length; i++)
                {
                    total += (uint)covered[i] * shares[i];
                }

                result[x] = (byte)(total >> 16);
            }
        }
    }
}

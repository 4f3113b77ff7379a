using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Motion;

/// <summary>
/// Refines a block's vector to a fraction of a pixel: inverse compositional steps of Lucas and Kanade (Baker and Matthews 2004), two of them.
/// </summary>
static class SubpixelMatching
{
    /// <summary>Keeps blocks in which there is next to nothing where they are: the squared slopes of 64 rounded pixels.</summary>
    const float Damping = 256;

    /// <summary>Farther from the whole pixel the search would have found another one.</summary>
    const float Farthest = 1;

    /// <summary>The vector, the block's sum of absolute differences along it, and the sums of its slopes' squares and product: xx, xy, yy.</summary>
    /// <param name="now">The picture that the block is of.</param>
    /// <param name="before">The picture in which it was found.</param>
    /// <param name="x">The block's left side.</param>
    /// <param name="y">The block's upper side.</param>
    /// <param name="dx">The vector in whole pixels.</param>
    /// <param name="dy">The vector in whole pixels.</param>
    [SkipLocalsInit]
    public static (Vector2 Vector, float Difference, Vector3 Slopes) Refine(LumaLevel now, LumaLevel before, int x, int y, int dx, int dy)
    {
        Span<float> slopesX = stackalloc float[64], slopesY = stackalloc float[64], values = stackalloc float[64];
        (float xx, float xy, float yy) = Slopes(ref Unsafe.Add(ref MemoryMarshal.GetReference(now.Samples), now.At(x, y)), now.Stride, values, slopesX, slopesY);
        float determinant = (xx + Damping) * (yy + Damping) - xy * xy;
        Vector2 step = default;
        float whole = 0, refined = 0;
        for (int i = 0; i < 2; i++)
        {
            int left = (int)MathF.Floor(dx + step.X), top = (int)MathF.Floor(dy + step.Y);
            (float difference, float ex, float ey) = Compare(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(before.Samples), before.At(x + left, y + top)), before.Stride,
                dx + step.X - left, dy + step.Y - top, values, slopesX, slopesY);
            if (i == 0)
            {
                whole = difference;
            }
            else
            {
                refined = difference;
            }

            // Slopes are over two pixels: twice as steep.
            var change = new Vector2((yy + Damping) * ex - xy * ey, (xx + Damping) * ey - xy * ex) * (2 / determinant);
            step = Vector2.Clamp(step - change, new Vector2(-Farthest), new Vector2(Farthest));
        }

        var slopes = new Vector3(xx, xy, yy);
        return refined < whole ? (new Vector2(dx, dy) + step, refined, slopes) : (new Vector2(dx, dy), whole, slopes);
    }

    static (float XX, float XY, float YY) Slopes(ref byte block, int stride, Span<float> values, Span<float> slopesX, Span<float> slopesY)
    {
        ref float value = ref MemoryMarshal.GetReference(values), slopeX = ref MemoryMarshal.GetReference(slopesX), slopeY = ref MemoryMarshal.GetReference(slopesY);
        Vector128<float> xx = Vector128<float>.Zero, xy = xx, yy = xx;
        for (int row = 0; row < BlockGrid.Side; row++)
        {
            ref byte line = ref Unsafe.Add(ref block, row * stride);
            for (int half = 0; half < 2; half++)
            {
                nuint at = (nuint)(row * BlockGrid.Side + 4 * half);
                ref byte four = ref Unsafe.Add(ref line, 4 * half);
                Vector128<float> gx = Four(ref Unsafe.Add(ref four, 1)) - Four(ref Unsafe.Add(ref four, -1));
                Vector128<float> gy = Four(ref Unsafe.Add(ref four, stride)) - Four(ref Unsafe.Add(ref four, -stride));
                Four(ref four).StoreUnsafe(ref value, at);
                gx.StoreUnsafe(ref slopeX, at);
                gy.StoreUnsafe(ref slopeY, at);
                xx += gx * gx;
                xy += gx * gy;
                yy += gy * gy;
            }
        }

        return (Vector128.Sum(xx), Vector128.Sum(xy), Vector128.Sum(yy));
    }

    /// <summary>The other picture's values between its pixels less the block's: their absolute sum, and their sums along the slopes.</summary>
    static (float Difference, float X, float Y) Compare(
        ref byte other, int stride, float fx, float fy, Span<float> values, Span<float> slopesX, Span<float> slopesY)
    {
        ref float value = ref MemoryMarshal.GetReference(values), slopeX = ref MemoryMarshal.GetReference(slopesX), slopeY = ref MemoryMarshal.GetReference(slopesY);
        Vector128<float> sum = Vector128<float>.Zero, sumX = sum, sumY = sum;
        Vector128<float> upperLeft = Across(ref other, fx), upperRight = Across(ref Unsafe.Add(ref other, 4), fx);
        for (int row = 0; row < BlockGrid.Side; row++)
        {
            ref byte next = ref Unsafe.Add(ref other, (row + 1) * stride);
            Vector128<float> lowerLeft = Across(ref next, fx), lowerRight = Across(ref Unsafe.Add(ref next, 4), fx);
            nuint at = (nuint)(row * BlockGrid.Side);
            Vector128<float> left = upperLeft + (lowerLeft - upperLeft) * fy - Vector128.LoadUnsafe(ref value, at);
            Vector128<float> right = upperRight + (lowerRight - upperRight) * fy - Vector128.LoadUnsafe(ref value, at + 4);
            sum += Vector128.Abs(left) + Vector128.Abs(right);
            sumX += left * Vector128.LoadUnsafe(ref slopeX, at) + right * Vector128.LoadUnsafe(ref slopeX, at + 4);
            sumY += left * Vector128.LoadUnsafe(ref slopeY, at) + right * Vector128.LoadUnsafe(ref slopeY, at + 4);
            (upperLeft, upperRight) = (lowerLeft, lowerRight);
        }

        return (Vector128.Sum(sum), Vector128.Sum(sumX), Vector128.Sum(sumY));
    }

    static Vector128<float> Across(ref byte four, float fx)
    {
        Vector128<float> here = Four(ref four);
        return here + (Four(ref Unsafe.Add(ref four, 1)) - here) * fx;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Four(ref byte four)
    {
        Vector128<byte> bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref four)).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }
}

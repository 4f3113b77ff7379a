using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveStyle.Motion;

/// <summary>
/// One size of the pyramid in the duality-based TV-L1 method (Zach, Pock, Bischof 2007; constants of Sánchez, Meinhardt-Llopis,
/// Facciolo 2013): the flow that minimizes the flow's total variation plus λ times the absolute difference of the warped pictures.
/// </summary>
/// <remarks>Element by element, so that vectors of any width give the same numbers. Rows are padded: what lies in the padding never counts.</remarks>
sealed class FlowLevel
{
    const float Lambda = 0.15f, Theta = 0.3f, Tau = 0.25f;
    const int Warps = 5, Iterations = 25;

    readonly LumaImage from, to;
    readonly int width, height, stride;
    readonly float[] constant, gradientX, gradientY, gradientSquare;

    /// <summary>The dual variables, with a row of zeros above the first one.</summary>
    readonly float[] dualUx, dualUy, dualVx, dualVy;

    public FlowLevel(LumaImage from, LumaImage to)
    {
        (this.from, this.to, width, height) = (from, to, from.Width, from.Height);
        int lanes = Vector<float>.Count;
        stride = (width / lanes + 2) * lanes;
        float[] Plane() => new float[(height + 2) * stride];
        (U, V, constant, gradientX, gradientY, gradientSquare) = (Plane(), Plane(), Plane(), Plane(), Plane(), Plane());
        (dualUx, dualUy, dualVx, dualVy) = (Plane(), Plane(), Plane(), Plane());
        gradientSquare.AsSpan().Fill(1);
    }

    /// <summary>The flow's two parts, in pixels of this level; a row is <see cref="Stride"/> values.</summary>
    public float[] U { get; private set; }

    public float[] V { get; private set; }

    public int Stride => stride;

    /// <summary>Begins at the flow of the level of half the size.</summary>
    public void Enlarge(FlowLevel coarse)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float cx = Math.Clamp((x + 0.5f) / 2 - 0.5f, 0, coarse.width - 1), cy = Math.Clamp((y + 0.5f) / 2 - 0.5f, 0, coarse.height - 1);
                int left = Math.Min((int)cx, coarse.width - 2), top = Math.Min((int)cy, coarse.height - 2);
                int at = top * coarse.stride + left;
                U[y * stride + x] = 2 * Mix(coarse.U, at, coarse.stride, cx - left, cy - top);
                V[y * stride + x] = 2 * Mix(coarse.V, at, coarse.stride, cx - left, cy - top);
            }
        }
    }

    public void Solve()
    {
        for (int warp = 0; warp < Warps; warp++)
        {
            Warp();
            for (int i = 0; i < Iterations; i++)
            {
                UpdateFlow();
                UpdateDual(U, dualUx, dualUy);
                UpdateDual(V, dualVx, dualVy);
            }

            U = Median(U);
            V = Median(V);
        }
    }

    /// <summary>The other picture's values and slopes at the places that the flow tells; beyond its borders nothing pulls.</summary>
    void Warp()
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = y * stride + x;
                float px = x + U[at], py = y + V[at];
                bool isInside = px >= 0 && py >= 0 && px <= width - 1 && py <= height - 1;
                float gx = isInside ? (to.Sample(px + 0.5f, py) - to.Sample(px - 0.5f, py)) : 0;
                float gy = isInside ? (to.Sample(px, py + 0.5f) - to.Sample(px, py - 0.5f)) : 0;
                gradientX[at] = gx;
                gradientY[at] = gy;
                gradientSquare[at] = Math.Max(gx * gx + gy * gy, 1e-6f);
                constant[at] = isInside ? to.Sample(px, py) - gx * U[at] - gy * V[at] - from.Values[y * width + x] : 0;
            }
        }
    }

    void UpdateFlow()
    {
        int lanes = Vector<float>.Count;
        var most = new Vector<float>(Lambda * Theta);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x += lanes)
            {
                int at = y * stride + x;
                Vector<float> u = Load(U, at), v = Load(V, at), gx = Load(gradientX, at), gy = Load(gradientY, at);
                Vector<float> difference = Load(constant, at) + gx * u + gy * v;
                Vector<float> step = Vector.Min(most, Vector.Max(-most, -difference / Load(gradientSquare, at)));
                (u + step * gx + Theta * Divergence(dualUx, dualUy, at)).CopyTo(U, at);
                (v + step * gy + Theta * Divergence(dualVx, dualVy, at)).CopyTo(V, at);
            }
        }
    }

    void UpdateDual(float[] flow, float[] dualX, float[] dualY)
    {
        int lanes = Vector<float>.Count;
        const float rate = Tau / Theta;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x += lanes)
            {
                int at = y * stride + x, dual = at + stride;
                Vector<float> here = Load(flow, at);
                Vector<float> slopeX = Load(flow, at + 1) - here, slopeY = Load(flow, at + stride) - here;
                Vector<float> length = Vector<float>.One + rate * Vector.SquareRoot(slopeX * slopeX + slopeY * slopeY);
                ((Load(dualX, dual) + rate * slopeX) / length).CopyTo(dualX, dual);
                ((Load(dualY, dual) + rate * slopeY) / length).CopyTo(dualY, dual);
            }

            // Nothing flows over the right and the lower border.
            dualX.AsSpan((y + 1) * stride + width - 1, stride - width + 1).Clear();
        }

        dualY.AsSpan(height * stride, stride).Clear();
    }

    Vector<float> Divergence(float[] dualX, float[] dualY, int at)
    {
        int dual = at + stride;
        return Load(dualX, dual) - Load(dualX, dual - 1) + Load(dualY, dual) - Load(dualY, at);
    }

    /// <summary>Takes the median of 3×3 neighbors, so that single wrong vectors go.</summary>
    float[] Median(float[] plane)
    {
        var result = new float[plane.Length];
        Span<float> nine = stackalloc float[9];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int count = 0;
                for (int dy = -1; dy <= 1; dy++)
                {
                    int row = Math.Clamp(y + dy, 0, height - 1) * stride;
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        // Sorted in as they come.
                        float value = plane[row + Math.Clamp(x + dx, 0, width - 1)];
                        int place = count++;
                        for (; place > 0 && nine[place - 1] > value; place--)
                        {
                            nine[place] = nine[place - 1];
                        }

                        nine[place] = value;
                    }
                }

                result[y * stride + x] = nine[4];
            }
        }

        return result;
    }

    static Vector<float> Load(float[] plane, int at) => MemoryMarshal.Read<Vector<float>>(MemoryMarshal.AsBytes(plane.AsSpan(at, Vector<float>.Count)));

    static float Mix(float[] plane, int at, int stride, float fx, float fy)
    {
        float above = plane[at] + (plane[at + 1] - plane[at]) * fx;
        float below = plane[at + stride] + (plane[at + stride + 1] - plane[at + stride]) * fx;
        return above + (below - above) * fy;
    }
}

using System.Numerics;
using LiveStyle.Frames;

namespace LiveStyle.Motion;

/// <summary>Dense optical flow between two pictures. Thread-safe; the same pictures give the same flow.</summary>
static class OpticalFlow
{
    /// <summary>The coarsest level of the pyramid has at least so many pixels a side.</summary>
    const int SmallestSide = 12;

    /// <summary>Estimates where each pixel of a picture went: duality-based TV-L1 on a pyramid (Zach et al. 2007).</summary>
    /// <param name="from">RGB; stays the caller's.</param>
    /// <param name="to">RGB, the same size; stays the caller's. A few hundred pixels a side are enough, and quick.</param>
    /// <returns>Displacements in pixels, height × width, row by row: the pixel at (x, y) is in <paramref name="to"/> at (x, y) + displacement.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Vector2[] Estimate(HostFrame from, HostFrame to)
    {
        if (from.Size != to.Size)
        {
            throw new ArgumentException($"the pictures have {from.Size} and {to.Size} pixels", nameof(to));
        }

        return Estimate(LumaImage.From(from), LumaImage.From(to));
    }

    public static Vector2[] Estimate(LumaImage from, LumaImage to)
    {
        var pyramid = new List<(LumaImage From, LumaImage To)> { (from.Smooth(), to.Smooth()) };
        while (Math.Min(pyramid[^1].From.Width, pyramid[^1].From.Height) >= 2 * SmallestSide)
        {
            pyramid.Add((pyramid[^1].From.Halve(), pyramid[^1].To.Halve()));
        }

        FlowLevel? coarse = null;
        for (int i = pyramid.Count - 1; i >= 0; i--)
        {
            var level = new FlowLevel(pyramid[i].From, pyramid[i].To);
            if (coarse is not null)
            {
                level.Enlarge(coarse);
            }

            level.Solve();
            coarse = level;
        }

        var flow = new Vector2[from.Width * from.Height];
        for (int i = 0; i < flow.Length; i++)
        {
            int at = i / from.Width * coarse!.Stride + i % from.Width;
            flow[i] = new Vector2(coarse.U[at], coarse.V[at]);
        }

        return flow;
    }
}

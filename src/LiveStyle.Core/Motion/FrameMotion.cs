using System.Numerics;
using LiveStyle.Frames;

namespace LiveStyle.Motion;

/// <summary>
/// The motion from one frame to the next: for each pixel, as far as it can be followed, where it was in the frame before. Immutable.
/// </summary>
public sealed class FrameMotion
{
    /// <summary>Pixels along the picture's border that are left out: what is read there lies half outside.</summary>
    const float Border = 2;

    /// <summary>Levels of brightness, of 255, by which a pixel that was followed may differ: noise and changing light stay below.</summary>
    const float LargestDifference = 25;

    /// <summary>Least share of followed pixels; below it the pair is no movement that can be measured along.</summary>
    const double LeastShare = 0.5;

    FrameMotion(FrameSize size, Vector2[] places, double followed)
    {
        Size = size;
        Places = places;
        Followed = followed;
    }

    /// <summary>The size of both frames, in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>The place of each pixel of the current frame in the previous one, in pixels (a pixel's middle is at .5), row by row;
    /// NaN where it was hidden, outside, or can't be told.</summary>
    public ReadOnlyMemory<Vector2> Places { get; }

    /// <summary>The share of the pixels, 0 to 1, that are in both frames and look alike there.</summary>
    public double Followed { get; }

    /// <summary>Whether the scene changes between the two frames, or so much of it moves that it can't be followed.</summary>
    public bool IsCut => Followed < LeastShare;

    /// <summary>
    /// Estimates the flow in both directions and keeps the pixels whose way there and back ends where it began and that
    /// lie on no border of motion (the conditions and constants of Sundaram et al. 2010, as Ruder et al. 2016 and Lai et al. 2018 use them).
    /// </summary>
    /// <param name="current">RGB; stays the caller's.</param>
    /// <param name="previous">RGB, the same size; stays the caller's.</param>
    public static FrameMotion Trace(HostFrame current, HostFrame previous)
    {
        LumaImage now = LumaImage.From(current), before = LumaImage.From(previous);
        Vector2[] back = [], forth = [];
        Parallel.Invoke(() => back = OpticalFlow.Estimate(now, before), () => forth = OpticalFlow.Estimate(before, now));
        LumaImage nowSmooth = now.Smooth(), beforeSmooth = before.Smooth();
        int width = now.Width, height = now.Height, alike = 0;
        var places = new Vector2[back.Length];
        for (int i = 0; i < places.Length; i++)
        {
            int x = i % width, y = i / width;
            Vector2 flow = back[i], place = new Vector2(x + 0.5f, y + 0.5f) + flow;
            bool isSeen = place.X > Border && place.X < width - Border && place.Y > Border && place.Y < height - Border
                && ReturnsHome(flow, Mix(forth, width, place))
                && IsEven(back, width, height, x, y);
            places[i] = isSeen ? place : new Vector2(float.NaN);
            if (isSeen && MathF.Abs(beforeSmooth.Sample(place.X - 0.5f, place.Y - 0.5f) - nowSmooth.Values[i]) <= LargestDifference)
            {
                alike++;
            }
        }

        return new FrameMotion(current.Size, places, (double)alike / places.Length);
    }

    static bool ReturnsHome(Vector2 there, Vector2 back) =>
        (there + back).LengthSquared() < 0.01f * (there.LengthSquared() + back.LengthSquared()) + 0.5f;

    static bool IsEven(Vector2[] flow, int width, int height, int x, int y)
    {
        Vector2 here = flow[y * width + x];
        Vector2 across = flow[y * width + Math.Min(x + 1, width - 1)] - here, down = flow[Math.Min(y + 1, height - 1) * width + x] - here;
        return across.LengthSquared() + down.LengthSquared() < 0.01f * here.LengthSquared() + 0.002f;
    }

    static Vector2 Mix(Vector2[] flow, int width, Vector2 place)
    {
        int left = (int)(place.X - 0.5f), top = (int)(place.Y - 0.5f), at = top * width + left;
        float fx = place.X - 0.5f - left, fy = place.Y - 0.5f - top;
        return Vector2.Lerp(Vector2.Lerp(flow[at], flow[at + 1], fx), Vector2.Lerp(flow[at + width], flow[at + width + 1], fx), fy);
    }
}

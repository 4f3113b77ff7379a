using System.Runtime.CompilerServices;
using LiveStyle.Frames;

namespace LiveStyle.Core.Tests.Frames;

/// <summary>A frame in foreign memory with a fence before, between and behind its rows.</summary>
sealed unsafe class FencedFrame : IDisposable
{
    const int Fence = 24;
    const byte Mark = 0xA5;

    readonly byte[] memory;
    readonly bool[] isOwn;

    /// <param name="size">Its size.</param>
    /// <param name="format">Its format.</param>
    /// <param name="isUpsideDown">The bottom row comes first in memory.</param>
    public FencedFrame(FrameSize size, FrameFormat format, bool isUpsideDown)
    {
        FramePlane[] planes = [.. Enumerable.Range(0, format.PlaneCount).Select(i => format.Plane(size, i))];
        memory = GC.AllocateArray<byte>(planes.Sum(plane => (plane.RowLength + Fence) * plane.Height) + Fence, pinned: true);
        memory.AsSpan().Fill(Mark);
        isOwn = new bool[memory.Length];
        var places = new List<ForeignPlane>();
        int at = Fence;
        foreach (FramePlane plane in planes)
        {
            int stride = plane.RowLength + Fence, first = isUpsideDown ? at + (plane.Height - 1) * stride : at;
            places.Add(new ForeignPlane((nint)Unsafe.AsPointer(ref memory[first]), isUpsideDown ? -stride : stride));
            for (int y = 0; y < plane.Height; y++, at += plane.RowLength + Fence)
            {
                isOwn.AsSpan(at, plane.RowLength).Fill(true);
            }
        }

        Frame = HostFrame.Wrap(size, format, [.. places], null);
    }

    public HostFrame Frame { get; }

    /// <summary>Whether all that was written lies in the rows.</summary>
    public bool IsWhole => memory.Zip(isOwn).All(pair => pair.Second || pair.First == Mark);

    public void Dispose() => Frame.Dispose();
}

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

    public FencedFrame(FrameSize size, FrameFormat format)
    {
        FramePlane[] planes = [.. Enumerable.Range(0, format.PlaneCount).Select(i => format.Plane(size, i))];
        memory = GC.AllocateArray<byte>(planes.Sum(plane => (plane.RowLength + Fence) * plane.Height) + Fence, pinned: true);
        memory.AsSpan().Fill(Mark);
        isOwn = new bool[memory.Length];
        var places = new List<ForeignPlane>();
        int at = Fence;
        foreach (FramePlane plane in planes)
        {
            places.Add(new ForeignPlane((nint)Unsafe.AsPointer(ref memory[at]), plane.RowLength + Fence));
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

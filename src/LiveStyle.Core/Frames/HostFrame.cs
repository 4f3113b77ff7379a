using System.Runtime.InteropServices;
using LiveStyle.Time;

namespace LiveStyle.Frames;

/// <summary>
/// A picture in host memory, origin top-left, rows tightly packed, 64-byte aligned and never moved by the
/// garbage collector: RGB8, sRGB, full range (stride = 3 × width bytes), or the planes that its format tells.
/// </summary>
/// <remarks>
/// Passing a frame on transfers it; the receiver disposes it. <see cref="AddReference"/> lets a second
/// receiver hold the same pixels, which are then read-only to both. Thread-safety: one owner at a time.
/// </remarks>
public sealed unsafe class HostFrame : ITimedFrame, IDisposable
{
    const nuint Alignment = 64;

    readonly FramePool? pool;
    byte* data;
    int references = 1;
    HostFrame? alpha;

    internal HostFrame(FrameSize size, FrameFormat format, FramePool? pool)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
        Size = size;
        Format = format;
        ByteLength = format.ByteLength(size);
        this.pool = pool;
        data = (byte*)NativeMemory.AlignedAlloc((nuint)ByteLength, Alignment);
    }

    /// <summary>An RGB frame of its own, in no pool: for still pictures. Its pixels are undefined until written.</summary>
    public static HostFrame Allocate(FrameSize size) => new(size, FrameFormat.Rgb, null);

    /// <summary>A frame of its own, in no pool. Its samples are undefined until written.</summary>
    public static HostFrame Allocate(FrameSize size, FrameFormat format) => new(size, format, null);

    /// <summary>The size in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>What the bytes mean.</summary>
    public FrameFormat Format { get; }

    /// <summary>Bytes of a row of a packed frame.</summary>
    /// <exception cref="InvalidOperationException">The frame has planes.</exception>
    public int StrideInBytes => Format.IsPacked ? Size.Width * 3 : throw Planar();

    /// <summary>Bytes of all planes.</summary>
    public long ByteLength { get; }

    /// <summary>The moment at which the frame is shown. It means nothing on a still picture.</summary>
    public Timestamp Timestamp { get; set; }

    /// <summary>How long the frame is shown, in the timestamp's ticks; 0 where the source does not say.</summary>
    public long DurationTicks { get; set; }

    /// <summary>
    /// How opaque each pixel is: a <see cref="PixelLayout.Gray8"/> frame of the same size, whose colors are not multiplied by it; null where
    /// all is opaque. The frame owns it: what is set is taken over, what it replaces is disposed, and it goes with the frame's last reference.
    /// To give it to another frame too, <see cref="AddReference"/> it.
    /// </summary>
    /// <exception cref="ArgumentException">It is no gray frame of this size.</exception>
    public HostFrame? Alpha
    {
        get => alpha;
        set
        {
            if (value is not null && (value.Format.Layout != PixelLayout.Gray8 || value.Size != Size))
            {
                throw new ArgumentException($"the alpha of a {Size} frame is a gray frame of that size, not {value.Format.Layout} of {value.Size}", nameof(value));
            }

            HostFrame? before = alpha;
            alpha = value;
            before?.Dispose();
        }
    }

    /// <summary>First byte of the first plane's first row; valid until the last reference is disposed.</summary>
    public nint Address => (nint)data;

    /// <summary>All pixels of a packed frame, row after row.</summary>
    /// <exception cref="InvalidOperationException">The frame has planes.</exception>
    /// <exception cref="NotSupportedException">The frame is larger than a span can hold (2 GiB).</exception>
    public Span<byte> Pixels => !Format.IsPacked
        ? throw Planar()
        : ByteLength <= int.MaxValue
            ? new Span<byte>(data, (int)ByteLength)
            : throw new NotSupportedException($"A {Size} frame is larger than one span; go row by row.");

    /// <summary>One row of a packed frame.</summary>
    /// <exception cref="InvalidOperationException">The frame has planes.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Size.Height);
        return new Span<byte>(data + (long)y * StrideInBytes, StrideInBytes);
    }

    /// <summary>Borrows a plane: 0 is Y (or RGB, RGBA, gray), then Cb and Cr, or both interleaved.</summary>
    public PlaneView Plane(int index)
    {
        FramePlane plane = Format.Plane(Size, index);
        return new PlaneView(data + plane.Offset, plane);
    }

    /// <summary>Writes this frame's samples into another; its times and its alpha stay behind. Allocates nothing.</summary>
    /// <param name="target">Another frame of the same size and format.</param>
    /// <exception cref="ArgumentException">It has another size or format.</exception>
    public void CopyTo(HostFrame target)
    {
        if (target.Size != Size || target.Format != Format)
        {
            throw new ArgumentException($"a frame of {Size} ({Format}) doesn't go into one of {target.Size} ({target.Format})", nameof(target));
        }

        for (int i = 0; i < Format.PlaneCount; i++)
        {
            PlaneView from = Plane(i), to = target.Plane(i);
            for (int y = 0; y < from.Height; y++)
            {
                from.Row(y).CopyTo(to.Row(y));
            }
        }
    }

    /// <summary>Shares the frame with one more owner, who disposes it too.</summary>
    public HostFrame AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    /// <summary>
    /// Gives up one reference; with the last one the memory goes back to its pool, or is freed, and the alpha is disposed.
    /// </summary>
    /// <exception cref="ObjectDisposedException">Every reference was given up before.</exception>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref references);
        ObjectDisposedException.ThrowIf(left < 0, this);
        if (left > 0)
        {
            return;
        }

        // Before the pool can lend the frame out again.
        Alpha = null;
        if (pool is null)
        {
            Free();
        }
        else
        {
            pool.Return(this);
        }
    }

    internal void Revive() => references = 1;

    internal void Free()
    {
        NativeMemory.AlignedFree(data);
        data = null;
    }

    InvalidOperationException Planar() =>
        new($"A {Format.Layout} frame has {Format.PlaneCount} planes and no packed pixels; borrow each with Plane(index).");
}

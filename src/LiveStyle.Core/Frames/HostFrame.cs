using System.Runtime.InteropServices;
using LiveStyle.Time;

namespace LiveStyle.Frames;

/// <summary>
/// A picture in host memory, origin top-left, rows tightly packed, 64-byte aligned and never moved by the
/// garbage collector: RGB8, sRGB, full range (stride = 3 × width bytes), or the planes that its format tells. Or one over memory of somebody
/// else's (<see cref="Wrap"/>), whose rows may lie apart.
/// </summary>
/// <remarks>
/// Passing a frame on transfers it; the receiver disposes it. <see cref="AddReference"/> lets a second
/// receiver hold the same frame, which is then read-only to both: its times and its alpha can't be set while it is shared. After the last
/// owner has disposed it, it can't be read. Thread-safety: one owner at a time.
/// </remarks>
public sealed unsafe class HostFrame : ITimedFrame, IDisposable
{
    const nuint Alignment = 64;

    readonly FramePool? pool;
    readonly FramePlane[]? foreign;
    Action? release;
    byte* data;
    int references = 1;
    Timestamp timestamp;
    long durationTicks;
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

    HostFrame(FrameSize size, FrameFormat format, FramePlane[] planes, nint address, Action? release)
    {
        Size = size;
        Format = format;
        ByteLength = format.ByteLength(size);
        foreign = planes;
        this.release = release;
        data = (byte*)address;
        IsContiguous = planes.Index().All(plane => plane.Item == format.Plane(size, plane.Index) with { StrideInBytes = plane.Item.StrideInBytes }
            && plane.Item.StrideInBytes == plane.Item.RowLength);
    }

    /// <summary>A frame over memory that somebody else owns, such as a plugin host's or an engine's: nothing is copied.</summary>
    /// <remarks>
    /// Any alignment, rows at any distance. It is passed on, shared and disposed as any other frame, and may outlive the call in which it
    /// was made as far as its owner lets it.
    /// </remarks>
    /// <param name="size">The size in pixels.</param>
    /// <param name="format">The format of the bytes.</param>
    /// <param name="planes">The place of each plane, in the format's order; they need not lie together.</param>
    /// <param name="release">
    /// A callback that is called exactly once, when the last owner disposes the frame, on that owner's thread; null where nobody is told.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are more or fewer planes than the format has, an address is 0, or a stride is shorter than a row.
    /// </exception>
    public static HostFrame Wrap(FrameSize size, FrameFormat format, ReadOnlySpan<ForeignPlane> planes, Action? release)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
        if (planes.Length != format.PlaneCount)
        {
            throw new ArgumentException($"{planes.Length} planes, where a {format.Layout} frame has {format.PlaneCount}", nameof(planes));
        }

        var placed = new FramePlane[planes.Length];
        for (int i = 0; i < placed.Length; i++)
        {
            FramePlane plane = format.Plane(size, i);
            if (planes[i].Address == 0 || Math.Abs((long)planes[i].StrideInBytes) < plane.RowLength)
            {
                throw new ArgumentException($"plane {i} of a {size} frame ({format.Layout}) lies at {planes[i].Address} with a stride of {planes[i].StrideInBytes}; a row has {plane.RowLength} bytes", nameof(planes));
            }

            placed[i] = plane with { Offset = planes[i].Address - planes[0].Address, StrideInBytes = planes[i].StrideInBytes };
        }

        return new HostFrame(size, format, placed, planes[0].Address, release);
    }

    /// <summary>An RGB frame of its own, in no pool: for still pictures. Its pixels are undefined until written.</summary>
    public static HostFrame Allocate(FrameSize size) => new(size, FrameFormat.Rgb, null);

    /// <summary>A frame of its own, in no pool. Its samples are undefined until written.</summary>
    public static HostFrame Allocate(FrameSize size, FrameFormat format) => new(size, format, null);

    /// <summary>The size in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>What the bytes mean.</summary>
    public FrameFormat Format { get; }

    /// <summary>Whether rows and planes follow each other without gaps, in the order of the format: always, save in foreign memory.</summary>
    public bool IsContiguous { get; } = true;

    /// <summary>Bytes from one row of a packed frame to the next.</summary>
    /// <exception cref="InvalidOperationException">The frame has planes.</exception>
    public int StrideInBytes => !Format.IsPacked ? throw Planar() : foreign is null ? Size.Width * 3 : foreign[0].StrideInBytes;

    /// <summary>Bytes of all planes' samples.</summary>
    public long ByteLength { get; }

    /// <summary>The moment at which the frame is shown. It means nothing on a still picture.</summary>
    /// <exception cref="InvalidOperationException">It is set while the frame has another owner too.</exception>
    public Timestamp Timestamp
    {
        get => timestamp;
        set
        {
            RequireSoleOwner();
            timestamp = value;
        }
    }

    /// <summary>How long the frame is shown, in the timestamp's ticks; 0 where the source does not say.</summary>
    /// <exception cref="InvalidOperationException">It is set while the frame has another owner too.</exception>
    public long DurationTicks
    {
        get => durationTicks;
        set
        {
            RequireSoleOwner();
            durationTicks = value;
        }
    }

    /// <summary>
    /// How opaque each pixel is: a <see cref="PixelLayout.Gray8"/> frame of the same size, whose colors are not multiplied by it; null where
    /// all is opaque. The frame owns it: what is set is taken over, what it replaces is disposed, and it goes with the frame's last reference.
    /// To give it to another frame too, <see cref="AddReference"/> it.
    /// </summary>
    /// <exception cref="ArgumentException">It is no gray frame of this size.</exception>
    /// <exception cref="InvalidOperationException">It is set while the frame has another owner too.</exception>
    public HostFrame? Alpha
    {
        get => alpha;
        set
        {
            RequireSoleOwner();
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
    /// <exception cref="ObjectDisposedException">It has been.</exception>
    public nint Address => (nint)Data;

    /// <summary>All pixels of a packed frame, row after row.</summary>
    /// <exception cref="InvalidOperationException">The frame has planes.</exception>
    /// <exception cref="NotSupportedException">The frame is larger than a span can hold (2 GiB), or its rows don't follow each other without gaps.</exception>
    /// <exception cref="ObjectDisposedException">Its last owner has disposed it.</exception>
    public Span<byte> Pixels => !Format.IsPacked
        ? throw Planar()
        : IsContiguous && ByteLength <= int.MaxValue
            ? new Span<byte>(Data, (int)ByteLength)
            : throw new NotSupportedException($"A {Size} frame is larger than one span, or its rows lie apart; go row by row.");

    /// <summary>One row of a packed frame.</summary>
    /// <exception cref="InvalidOperationException">The frame has planes.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Size.Height);
        return new Span<byte>(Data + (long)y * StrideInBytes, Size.Width * 3);
    }

    /// <summary>Borrows a plane: 0 is Y (or RGB, RGBA, gray), then Cb and Cr, or both interleaved.</summary>
    public PlaneView Plane(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Format.PlaneCount, nameof(index));
        FramePlane plane = foreign?[index] ?? Format.Plane(Size, index);
        return new PlaneView(Data + plane.Offset, plane);
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

    /// <summary>Shares the frame with one more owner, who disposes it too. Thread-safe.</summary>
    /// <exception cref="ObjectDisposedException">The last owner has disposed it: it may be another picture by now.</exception>
    public HostFrame AddReference()
    {
        int before = Volatile.Read(ref references);
        while (true)
        {
            ObjectDisposedException.ThrowIf(before < 1, this);
            int now = Interlocked.CompareExchange(ref references, before + 1, before);
            if (now == before)
            {
                return this;
            }

            before = now;
        }
    }

    /// <summary>
    /// Ends one owner's use; the last one's gives the memory back, or to the pool, and disposes the alpha. Thread-safe.
    /// </summary>
    /// <exception cref="ObjectDisposedException">Every owner has disposed it already.</exception>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref references);
        ObjectDisposedException.ThrowIf(left < 0, this);
        if (left > 0)
        {
            return;
        }

        // Before the pool can lend the frame out again.
        alpha?.Dispose();
        alpha = null;
        if (pool is null)
        {
            Free();
        }
        else
        {
            pool.Return(this);
        }
    }

    /// <summary>Lends it out again.</summary>
    internal void Revive() => Volatile.Write(ref references, 1);

    /// <summary>Gives the memory back.</summary>
    internal void Free()
    {
        if (foreign is null)
        {
            NativeMemory.AlignedFree(data);
        }

        data = null;
        Interlocked.Exchange(ref release, null)?.Invoke();
    }

    byte* Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref references) < 1, this);
            return data;
        }
    }

    void RequireSoleOwner()
    {
        int owners = Volatile.Read(ref references);
        ObjectDisposedException.ThrowIf(owners < 1, this);
        if (owners > 1)
        {
            throw new InvalidOperationException("the frame is shared, and read-only to all who hold it; set its times and its alpha before it is shared, or give them beside it");
        }
    }

    InvalidOperationException Planar() =>
        new($"A {Format.Layout} frame has {Format.PlaneCount} planes and no packed pixels; borrow each with Plane(index).");
}

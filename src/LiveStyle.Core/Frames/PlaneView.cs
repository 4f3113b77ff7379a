namespace LiveStyle.Frames;

/// <summary>One plane of a frame, borrowed: valid until the frame's owner disposes it, so never kept.</summary>
public readonly unsafe ref struct PlaneView
{
    readonly byte* data;
    readonly FramePlane plane;

    internal PlaneView(byte* data, FramePlane plane)
    {
        this.data = data;
        this.plane = plane;
    }

    /// <summary>The pixels of a row.</summary>
    public int Width => plane.Width;

    /// <summary>The number of rows.</summary>
    public int Height => plane.Height;

    /// <summary>
    /// The distance from one row to the next, in bytes; rows are tightly packed, save in foreign memory: see <see cref="HostFrame.Wrap"/>.
    /// </summary>
    public int StrideInBytes => plane.StrideInBytes;

    /// <summary>The bytes of all rows.</summary>
    /// <exception cref="NotSupportedException">
    /// The plane is larger than a span can hold (2 GiB), or its rows don't follow each other without gaps.
    /// </exception>
    public Span<byte> Bytes => plane.StrideInBytes == plane.RowLength && plane.ByteLength <= int.MaxValue
        ? new Span<byte>(data, (int)plane.ByteLength)
        : throw new NotSupportedException($"A plane of {Width}×{Height} is larger than one span, or its rows lie apart; go row by row.");

    /// <summary>Gives the samples of one row, without the gap behind it.</summary>
    /// <param name="y">The row's number, from 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">The plane has no such row.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new Span<byte>(data + (long)y * StrideInBytes, plane.RowLength);
    }
}

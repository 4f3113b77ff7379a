namespace LiveStyle.Frames;

/// <summary>One plane of a frame, borrowed: valid until the frame's owner disposes it, so never kept.</summary>
public readonly unsafe ref struct PlaneView
{
    readonly byte* data;
    readonly FramePlane plane;

    public PlaneView(byte* data, FramePlane plane)
    {
        this.data = data;
        this.plane = plane;
    }

    /// <summary>Pixels a row.</summary>
    public int Width => plane.Width;

    /// <summary>Rows.</summary>
    public int Height => plane.Height;

    /// <summary>Bytes from one row to the next; rows are tightly packed, save in foreign memory: see <see cref="HostFrame.Wrap"/>.</summary>
    public int StrideInBytes => plane.StrideInBytes;

    /// <summary>All rows.</summary>
    /// <exception cref="NotSupportedException">The plane is larger than a span can hold (2 GiB), or its rows don't follow each other without gaps.</exception>
    public Span<byte> Bytes => plane.StrideInBytes == plane.RowLength && plane.ByteLength <= int.MaxValue
        ? new Span<byte>(data, (int)plane.ByteLength)
        : throw new NotSupportedException($"A plane of {Width}×{Height} is larger than one span, or its rows lie apart; go row by row.");

    /// <summary>The samples of a row, without the gap behind it.</summary>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new Span<byte>(data + (long)y * StrideInBytes, plane.RowLength);
    }
}

namespace LiveStyle.Frames;

/// <summary>Where one plane of a frame lies in the frame's memory, and its shape.</summary>
/// <param name="Width">Pixels a row: fewer than the frame's where chroma is subsampled.</param>
/// <param name="Height">Rows.</param>
/// <param name="BytesPerSample">1, or 2 (little-endian).</param>
/// <param name="SamplesPerPixel">3 for RGB, 4 with alpha, 2 for interleaved chroma (Cb, Cr), else 1.</param>
/// <param name="Offset">Bytes from the frame's first byte to the plane's.</param>
public readonly record struct FramePlane(int Width, int Height, int BytesPerSample, int SamplesPerPixel, long Offset)
{
    /// <summary>Bytes of a row's samples.</summary>
    public int RowLength => Width * SamplesPerPixel * BytesPerSample;

    /// <summary>Bytes from one row to the next: <see cref="RowLength"/>, save in foreign memory, where it may be more, or negative.</summary>
    public int StrideInBytes
    {
        get => field != 0 ? field : RowLength;
        init;
    }

    /// <summary>Bytes of all rows' samples.</summary>
    public long ByteLength => (long)RowLength * Height;
}

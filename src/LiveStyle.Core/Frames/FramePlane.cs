namespace LiveStyle.Frames;

/// <summary>Where one plane of a frame lies in the frame's memory, and its shape.</summary>
/// <param name="Width">The pixels of a row: fewer than the frame's where chroma is subsampled.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="BytesPerSample">The bytes of one sample: 1, or 2 (little-endian).</param>
/// <param name="SamplesPerPixel">The samples of one pixel: 3 for RGB, 4 with alpha, 2 for interleaved chroma (Cb, Cr), else 1.</param>
/// <param name="Offset">The distance from the frame's first byte to the plane's, in bytes.</param>
public readonly record struct FramePlane(int Width, int Height, int BytesPerSample, int SamplesPerPixel, long Offset)
{
    /// <summary>The bytes of a row's samples.</summary>
    public int RowLength => Width * SamplesPerPixel * BytesPerSample;

    /// <summary>
    /// The distance from one row to the next, in bytes: <see cref="RowLength"/>, save in foreign memory, where it may be more, or negative.
    /// </summary>
    public int StrideInBytes
    {
        get => field != 0 ? field : RowLength;
        init;
    }

    /// <summary>The bytes of all rows' samples.</summary>
    public long ByteLength => (long)RowLength * Height;
}

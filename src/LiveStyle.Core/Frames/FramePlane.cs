namespace LiveStyle.Frames;

/// <summary>Where one plane of a frame lies in the frame's memory, and its shape.</summary>
/// <param name="Width">Pixels a row: fewer than the frame's where chroma is subsampled.</param>
/// <param name="Height">Rows.</param>
/// <param name="BytesPerSample">1, or 2 (little-endian).</param>
/// <param name="SamplesPerPixel">3 for RGB, 4 with alpha, 2 for interleaved chroma (Cb, Cr), else 1.</param>
/// <param name="Offset">Bytes from the frame's first byte to the plane's.</param>
public readonly record struct FramePlane(int Width, int Height, int BytesPerSample, int SamplesPerPixel, long Offset)
{
    /// <summary>Bytes from one row to the next, which follows at once.</summary>
    public int StrideInBytes => Width * SamplesPerPixel * BytesPerSample;

    public long ByteLength => (long)StrideInBytes * Height;
}

namespace LiveStyle.Frames;

/// <summary>Width × height of a picture, in pixels as shown (after rotation).</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
public readonly record struct FrameSize(int Width, int Height)
{
    /// <summary>The number of pixels: width × height.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>The size for people, such as "1920×1080".</summary>
    public override string ToString() => $"{Width}×{Height}";
}

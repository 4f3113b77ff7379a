namespace LiveStyle.Frames;

/// <summary>Width × height of a picture, in pixels as shown (after rotation).</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    public long Pixels => (long)Width * Height;

    public override string ToString() => $"{Width}×{Height}";
}

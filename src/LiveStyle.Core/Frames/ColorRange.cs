namespace LiveStyle.Frames;

/// <summary>Which numbers stand for black and white.</summary>
public enum ColorRange
{
    /// <summary>
    /// Luma runs from 16 to 235 and chroma from 16 to 240 at 8 bits, and over four times that at 10 bits. Values beyond may occur.
    /// </summary>
    Limited,

    /// <summary>All values: 0 to 255, or 0 to 1023.</summary>
    Full,
}

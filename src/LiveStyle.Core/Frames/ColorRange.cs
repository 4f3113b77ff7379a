namespace LiveStyle.Frames;

/// <summary>Which numbers stand for black and white.</summary>
public enum ColorRange
{
    /// <summary>At 8 bits luma 16 to 235, chroma 16 to 240; at 10 bits four times that. Values beyond may occur.</summary>
    Limited,

    /// <summary>All values: 0 to 255, or 0 to 1023.</summary>
    Full,
}

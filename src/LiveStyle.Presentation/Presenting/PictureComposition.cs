namespace LiveStyle.Presentation.Presenting;

/// <summary>What a <see cref="PictureComposer"/> shows.</summary>
public readonly record struct PictureComposition
{
    /// <summary>A column of the canvas, in pixels: those left of it show the original, the others the stylized picture, with a thin line between; 0 or less: no split.</summary>
    public float Split { get; init; }

    /// <summary>Whether all of the picture is the original, whatever the split.</summary>
    public bool IsOriginalHeld { get; init; }

    /// <summary>The text that is drawn in a panel at the top left; null: no panel.</summary>
    public OverlayText? Text { get; init; }
}

/// <summary>The ASCII characters 32 to 126 of one size, as coverage. Thread-safe, unless its bytes are changed.</summary>
/// <param name="CellWidth">The pixels across a character.</param>
/// <param name="CellHeight">The pixels down a character.</param>
/// <param name="Coverage">How far each pixel is covered, 0 to 255: cell after cell, each CellHeight rows of CellWidth bytes.</param>
public sealed record GlyphCells(int CellWidth, int CellHeight, byte[] Coverage)
{
    /// <summary>How many characters have a cell.</summary>
    public const int Count = 95;
}

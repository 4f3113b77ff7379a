namespace LiveStyle.Presentation.Presenting;

/// <summary>What a <see cref="PictureComposer"/> shows.</summary>
public readonly record struct PictureComposition
{
    /// <summary>Columns of the canvas left of this show the original, the others the stylized picture, with a thin line between; 0 or less: no split.</summary>
    public float Split { get; init; }

    /// <summary>All of the picture is the original, whatever the split.</summary>
    public bool IsOriginalHeld { get; init; }

    /// <summary>Drawn in a panel at the top left; null: no panel.</summary>
    public OverlayText? Text { get; init; }
}

/// <summary>Characters 32 to 126 of one size, as coverage.</summary>
/// <param name="CellWidth">Pixels.</param>
/// <param name="CellHeight">Pixels.</param>
/// <param name="Coverage">0 to 255: cell after cell, each CellHeight rows of CellWidth bytes.</param>
public sealed record GlyphCells(int CellWidth, int CellHeight, byte[] Coverage)
{
    /// <summary>Characters that have a cell.</summary>
    public const int Count = 95;
}

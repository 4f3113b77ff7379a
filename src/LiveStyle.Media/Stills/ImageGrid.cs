using LiveStyle.Frames;

namespace LiveStyle.Media.Stills;

/// <summary>A labelled sheet of pictures in rows and columns: a contact sheet, a gallery of styles, a training preview.</summary>
/// <remarks>Text is any Unicode; characters that the font lacks come from another that has them. On a system
/// without fonts the pictures are drawn and the text is left out.</remarks>
public sealed record ImageGrid
{
    /// <summary>Top to bottom; rows may differ in length.</summary>
    public required IReadOnlyList<IReadOnlyList<GridCell>> Rows { get; init; }

    /// <summary>Pixels that a picture may fill, without its caption. A row as a whole is made lower where its pictures are.</summary>
    public FrameSize CellSize { get; init; } = new(320, 180);

    /// <summary>Large, above everything; empty for none.</summary>
    public string Heading { get; init; } = "";

    /// <summary>Small, below the heading; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Above the columns, left to right; may be shorter than the columns are many.</summary>
    public IReadOnlyList<string> ColumnTitles { get; init; } = [];

    /// <summary>Left of the rows, top to bottom; may be shorter than the rows are many.</summary>
    public IReadOnlyList<string> RowTitles { get; init; } = [];

    public GridTheme Theme { get; init; } = GridTheme.Light;

    /// <summary>Fills rows of <paramref name="columns"/> cells one after the other.</summary>
    /// <param name="cells">At least one.</param>
    /// <param name="columns">At least 1.</param>
    public static ImageGrid Of(IEnumerable<GridCell> cells, int columns) =>
        new() { Rows = [.. cells.Chunk(columns)] };

    /// <summary>Draws the sheet at the size that its contents need.</summary>
    /// <returns>A new frame, the caller's.</returns>
    /// <exception cref="MediaException">The sheet would be larger than <see cref="StillImage.LargestPixels"/>.</exception>
    public HostFrame Draw()
    {
        using var layout = new GridLayout(this);
        return GridDrawing.Draw(this, layout);
    }
}

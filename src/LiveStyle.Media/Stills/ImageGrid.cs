using LiveStyle.Frames;

namespace LiveStyle.Media.Stills;

/// <summary>A labelled sheet of pictures in rows and columns: a contact sheet, a gallery of styles, a training preview.</summary>
/// <remarks>Text is any Unicode; characters that the font lacks come from another that has them. On a system
/// without fonts the pictures are drawn and the text is left out.</remarks>
public sealed record ImageGrid
{
    /// <summary>The rows, top to bottom; they may differ in length.</summary>
    public required IReadOnlyList<IReadOnlyList<GridCell>> Rows { get; init; }

    /// <summary>The pixels that a picture may fill, without its caption. A row as a whole is made lower where its pictures are.</summary>
    public FrameSize CellSize { get; init; } = new(320, 180);

    /// <summary>The large text above everything; empty for none.</summary>
    public string Heading { get; init; } = "";

    /// <summary>The small text below the heading; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>The titles above the columns, left to right; they may be fewer than the columns.</summary>
    public IReadOnlyList<string> ColumnTitles { get; init; } = [];

    /// <summary>The titles left of the rows, top to bottom; they may be fewer than the rows.</summary>
    public IReadOnlyList<string> RowTitles { get; init; } = [];

    /// <summary>The ground that the sheet is drawn on.</summary>
    public GridTheme Theme { get; init; } = GridTheme.Light;

    /// <summary>Fills rows of <paramref name="columns"/> cells one after the other.</summary>
    /// <param name="cells">The cells, at least one.</param>
    /// <param name="columns">The number of cells in a row, at least 1.</param>
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

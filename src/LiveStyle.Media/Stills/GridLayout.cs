using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>The place of everything on an <see cref="ImageGrid"/> in pixels. Owns the fonts that it measured with.</summary>
sealed class GridLayout : IDisposable
{
    const int LinesOfText = 2;

    readonly ImageGrid grid;

    public GridLayout(ImageGrid grid)
    {
        this.grid = grid;
        ArgumentOutOfRangeException.ThrowIfLessThan(grid.CellSize.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(grid.CellSize.Height, 1);
        ArgumentOutOfRangeException.ThrowIfZero(grid.Rows.Count);

        float em = Math.Clamp(grid.CellSize.Width / 20f, 11, 26);
        Heading = new GridFont(MathF.Round(em * 1.75f), SKFontStyle.Bold);
        Note = new GridFont(MathF.Round(em * 0.95f), SKFontStyle.Normal);
        Title = new GridFont(em, SKFontStyle.Bold);
        Caption = new GridFont(em, SKFontStyle.Bold);
        Detail = new GridFont(MathF.Round(em * 0.82f), SKFontStyle.Normal);
        Margin = (int)(em * 2.2f);
        Gap = (int)(em * 1.3f);
        Padding = (int)(em * 0.55f);
        Corner = em * 0.4f;

        Columns = Math.Max(1, grid.Rows.Max(row => row.Count));
        RowTitleWidth = grid.RowTitles.Any(title => title.Length > 0)
            ? (int)Math.Min(grid.RowTitles.Max(Title.Measure) + 1, grid.CellSize.Width * 0.6f) + Gap
            : 0;
        Left = Margin + RowTitleWidth;
        int width = Left + Columns * grid.CellSize.Width + (Columns - 1) * Gap + Margin;

        HeadingLines = Heading.Break(grid.Heading, width - 2 * Margin, LinesOfText);
        NoteLines = Note.Break(grid.Note, width - 2 * Margin, LinesOfText);
        float top = Margin + HeadingLines.Count * Heading.LineHeight + NoteLines.Count * Note.LineHeight;
        if (top > Margin)
        {
            top += Gap;
        }

        ColumnTitleTop = top;
        if (grid.ColumnTitles.Any(title => title.Length > 0))
        {
            top += Title.LineHeight + Padding;
        }

        var tops = new int[grid.Rows.Count];
        PictureHeights = new int[grid.Rows.Count];
        for (int row = 0; row < tops.Length; row++)
        {
            tops[row] = (int)MathF.Ceiling(top);
            PictureHeights[row] = grid.Rows[row].Select(cell => cell.Picture is null ? 1 : Fit(cell.Picture.Size).Height)
                .DefaultIfEmpty(1).Max();
            float text = grid.Rows[row].Select(TextHeight).DefaultIfEmpty(0).Max();
            top = tops[row] + PictureHeights[row] + (text > 0 ? text + Padding : 0) + (row < tops.Length - 1 ? Gap : 0);
        }

        RowTops = tops;
        Size = new FrameSize(width, (int)MathF.Ceiling(top) + Margin);
    }

    /// <summary>The size of the whole sheet, in pixels.</summary>
    public FrameSize Size { get; }

    public GridFont Heading { get; }

    public GridFont Note { get; }

    public GridFont Title { get; }

    public GridFont Caption { get; }

    public GridFont Detail { get; }

    public int Columns { get; }

    public int Margin { get; }

    public int Gap { get; }

    /// <summary>Between a picture and its caption.</summary>
    public int Padding { get; }

    /// <summary>Radius of the pictures' rounded corners.</summary>
    public float Corner { get; }

    public int RowTitleWidth { get; }

    public IReadOnlyList<string> HeadingLines { get; }

    public IReadOnlyList<string> NoteLines { get; }

    public float ColumnTitleTop { get; }

    /// <summary>Top of each row's pictures.</summary>
    public IReadOnlyList<int> RowTops { get; }

    public int[] PictureHeights { get; }

    int Left { get; }

    public int ColumnLeft(int column) => Left + column * (grid.CellSize.Width + Gap);

    /// <summary>The largest size of the picture's aspect that a cell holds.</summary>
    public FrameSize Fit(FrameSize picture)
    {
        double scale = Math.Min((double)grid.CellSize.Width / picture.Width, (double)grid.CellSize.Height / picture.Height);
        return new FrameSize(
            Math.Clamp((int)Math.Round(picture.Width * scale), 1, grid.CellSize.Width),
            Math.Clamp((int)Math.Round(picture.Height * scale), 1, grid.CellSize.Height));
    }

    public IReadOnlyList<string> CaptionLines(GridCell cell) => Caption.Break(cell.Caption, grid.CellSize.Width, LinesOfText);

    public IReadOnlyList<string> DetailLines(GridCell cell) => Detail.Break(cell.Detail, grid.CellSize.Width, LinesOfText);

    public void Dispose()
    {
        Heading.Dispose();
        Note.Dispose();
        Title.Dispose();
        Caption.Dispose();
        Detail.Dispose();
    }

    float TextHeight(GridCell cell) =>
        CaptionLines(cell).Count * Caption.LineHeight + DetailLines(cell).Count * Detail.LineHeight;
}

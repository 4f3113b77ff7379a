using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Puts an <see cref="ImageGrid"/> on a canvas.</summary>
static class GridDrawing
{
    sealed record Palette(SKColor Ground, SKColor Text, SKColor Quiet, SKColor Rim);

    static readonly Palette Light = new(new(0xFFF7F7F7), new(0xFF1D1D1F), new(0xFF6C6C70), new(0x18000000));
    static readonly Palette Dark = new(new(0xFF161616), new(0xFFEDEDED), new(0xFF9B9B9B), new(0x20FFFFFF));

    /// <exception cref="MediaException">The sheet is too large.</exception>
    public static HostFrame Draw(ImageGrid grid, GridLayout layout)
    {
        FrameSize size = layout.Size;
        using var bitmap = new SKBitmap();
        if (size.Pixels > StillImage.LargestPixels || !bitmap.TryAllocPixels(PixelFormat.Of(size)))
        {
            throw new MediaException($"a sheet of {size} pixels is too large; choose smaller cells or fewer pictures");
        }

        using var canvas = new SKCanvas(bitmap);
        Palette palette = grid.Theme == GridTheme.Dark ? Dark : Light;
        canvas.Clear(palette.Ground);
        float pen = Write(canvas, layout.Heading, layout.HeadingLines, layout.Margin, layout.Margin, palette.Text);
        Write(canvas, layout.Note, layout.NoteLines, layout.Margin, pen, palette.Quiet);
        for (int column = 0; column < Math.Min(layout.Columns, grid.ColumnTitles.Count); column++)
        {
            Write(canvas, layout.Title, layout.Title.Break(grid.ColumnTitles[column], grid.CellSize.Width, 1),
                layout.ColumnLeft(column), layout.ColumnTitleTop, palette.Quiet);
        }

        for (int row = 0; row < grid.Rows.Count; row++)
        {
            DrawRow(canvas, grid, layout, row, palette);
        }

        canvas.Flush();
        HostFrame sheet = HostFrame.Allocate(size);
        PixelFormat.Narrow(bitmap, sheet);
        return sheet;
    }

    static void DrawRow(SKCanvas canvas, ImageGrid grid, GridLayout layout, int row, Palette palette)
    {
        int top = layout.RowTops[row];
        if (row < grid.RowTitles.Count && layout.RowTitleWidth > 0)
        {
            IReadOnlyList<string> lines = layout.Title.Break(grid.RowTitles[row], layout.RowTitleWidth - layout.Gap, 3);
            float middle = top + (layout.PictureHeights[row] - lines.Count * layout.Title.LineHeight) / 2;
            Write(canvas, layout.Title, lines, layout.Margin, middle, palette.Quiet);
        }

        for (int column = 0; column < grid.Rows[row].Count; column++)
        {
            GridCell cell = grid.Rows[row][column];
            int left = layout.ColumnLeft(column);
            if (cell.Picture is not null)
            {
                FrameSize fit = layout.Fit(cell.Picture.Size);
                DrawPicture(canvas, cell.Picture, fit,
                    left, top + layout.PictureHeights[row] - fit.Height, layout.Corner, palette);
            }

            float pen = top + layout.PictureHeights[row] + layout.Padding;
            pen = Write(canvas, layout.Caption, layout.CaptionLines(cell), left, pen, palette.Text);
            Write(canvas, layout.Detail, layout.DetailLines(cell), left, pen, palette.Quiet);
        }
    }

    static void DrawPicture(SKCanvas canvas, HostFrame picture, FrameSize fit, int x, int y, float corner, Palette palette)
    {
        using HostFrame? scaled = fit == picture.Size ? null : StillImage.Resize(picture, fit);
        using SKBitmap bitmap = PixelFormat.Widen(scaled ?? picture);
        using var rounded = new SKRoundRect(new SKRect(x, y, x + fit.Width, y + fit.Height), corner);
        canvas.Save();
        canvas.ClipRoundRect(rounded, SKClipOperation.Intersect, antialias: true);
        canvas.DrawBitmap(bitmap, x, y, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.Restore();

        // A hair's breadth of rim keeps a picture's white sky from running into the ground.
        using var rim = new SKPaint { Color = palette.Rim, Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
        rounded.Deflate(0.5f, 0.5f);
        canvas.DrawRoundRect(rounded, rim);
    }

    /// <summary>Writes lines from <paramref name="top"/> down; returns where the next would begin.</summary>
    static float Write(SKCanvas canvas, GridFont font, IReadOnlyList<string> lines, float left, float top, SKColor color)
    {
        foreach (string line in lines)
        {
            font.Draw(canvas, line, left, top, color);
            top += font.LineHeight;
        }

        return top;
    }
}

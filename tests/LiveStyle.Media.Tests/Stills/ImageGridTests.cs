using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public class ImageGridTests : PictureFolder
{
    static readonly FrameSize Cell = new(60, 40);

    [Fact]
    public void Every_picture_is_on_the_sheet_in_reading_order()
    {
        using HostFrame red = Flat(60, 40, 255, 0, 0), green = Flat(60, 40, 0, 255, 0), blue = Flat(60, 40, 0, 0, 255);
        using HostFrame sheet = (ImageGrid.Of([new(red), new(green), new(blue)], 2) with { CellSize = Cell }).Draw();
        (int x, int y) r = Find(sheet, (255, 0, 0)), g = Find(sheet, (0, 255, 0)), b = Find(sheet, (0, 0, 255));
        Assert.True(g.x > r.x + Cell.Width && b.y > r.y + Cell.Height, $"{r} {g} {b}");
        Assert.Equal(r.y, g.y);
        Assert.Equal(r.x, b.x);
    }

    [Fact]
    public void Text_takes_room_and_leaves_ink()
    {
        using HostFrame gray = Flat(60, 40, 128, 128, 128);
        var plain = ImageGrid.Of([new(gray)], 1) with { CellSize = Cell };
        var labelled = ImageGrid.Of([new(gray, "Wave", "0.7")], 1) with { CellSize = Cell };
        using HostFrame bare = plain.Draw(), written = labelled.Draw();
        Assert.True(written.Size.Height > bare.Size.Height + 20);
        Assert.Equal(0, DarkPixels(bare));
        Assert.True(DarkPixels(written) > 20);
    }

    [Fact]
    public void Long_and_foreign_captions_stay_in_their_column()
    {
        using HostFrame gray = Flat(60, 40, 128, 128, 128);
        string endless = new('W', 300);
        var cells = new GridCell[] { new(gray, endless, "神奈川沖浪裏 👩‍🎨 " + endless), new(null) };
        using HostFrame sheet = (ImageGrid.Of(cells, 2) with { CellSize = Cell }).Draw();
        int right = Enumerable.Range(0, sheet.Size.Width).Last(x => Enumerable.Range(0, sheet.Size.Height).Any(y => Pixel(sheet, x, y).Red < 110));
        (int x, _) = Find(sheet, (128, 128, 128));
        Assert.InRange(right, x, x + Cell.Width + 1);
    }

    [Fact]
    public void Titles_heading_ragged_rows_and_odd_sizes_fit()
    {
        using HostFrame wide = Flat(301, 71, 10, 90, 200), dot = Flat(1, 1, 200, 90, 10);
        var grid = new ImageGrid
        {
            Rows = [[new(wide, "wide")], [], [new(dot, "", "dot"), new(null, "none"), new(wide)]],
            CellSize = new(64, 64),
            Heading = "A heading that is far longer than the sheet is wide, and longer still, until it must be cut somewhere",
            Note = "note",
            ColumnTitles = ["one", "", "three", "four"],
            RowTitles = ["first row", "", "third"],
            Theme = GridTheme.Dark,
        };
        using HostFrame sheet = grid.Draw();
        Find(sheet, (10, 90, 200));
        Find(sheet, (200, 90, 10));
        Assert.True(Pixel(sheet, 0, 0).Red < 40);
    }

    [Fact]
    public void Sheet_beyond_the_limit_is_refused()
    {
        using HostFrame dot = Flat(1, 1, 0, 0, 0);
        var grid = ImageGrid.Of(Enumerable.Repeat(new GridCell(dot), 100), 10) with { CellSize = new(4000, 4000) };
        Assert.Contains("smaller cells", MessageOf(() => grid.Draw().Dispose()));
    }

    static int DarkPixels(HostFrame frame) => Enumerable.Range(0, frame.Size.Height)
        .Sum(y => Enumerable.Range(0, frame.Size.Width).Count(x => Pixel(frame, x, y).Red < 100));

    /// <summary>The first pixel of that color, in reading order.</summary>
    static (int X, int Y) Find(HostFrame frame, (int, int, int) color)
    {
        for (int y = 0; y < frame.Size.Height; y++)
            for (int x = 0; x < frame.Size.Width; x++)
                if (Pixel(frame, x, y) == color)
                    return (x, y);
        throw new Xunit.Sdk.XunitException($"no pixel of {color} on the sheet");
    }
}

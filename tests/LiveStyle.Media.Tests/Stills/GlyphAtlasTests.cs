using LiveStyle.Media.Stills;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public sealed class GlyphAtlasTests
{
    [Theory, InlineData(9), InlineData(14), InlineData(48)]
    public void Every_character_but_the_space_has_ink_of_its_own(int height)
    {
        GlyphAtlas atlas = GlyphAtlas.Rasterize(height);
        int cell = atlas.CellWidth * atlas.CellHeight;
        byte[][] cells = [.. atlas.Coverage.Chunk(cell)];

        Assert.Equal(height, atlas.CellHeight);
        Assert.Equal(GlyphAtlas.Last - GlyphAtlas.First + 1, cells.Length);
        Assert.All(cells[0], coverage => Assert.Equal(0, coverage));
        Assert.All(cells[1..], ink => Assert.Contains(ink, coverage => coverage > 60));
        Assert.Equal(cells.Length, cells.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Characters_stand_on_one_line_within_their_cells()
    {
        GlyphAtlas atlas = GlyphAtlas.Rasterize(32);

        // Letters without a tail end in the same row, letters with one end below, and nothing is cut off.
        int line = LastRow(atlas, 'x');
        Assert.All("AEHMTZhiklmn", letter => Assert.InRange(LastRow(atlas, letter), line - 1, line + 1));
        Assert.All("gpqy", letter => Assert.InRange(LastRow(atlas, letter), line + 3, atlas.CellHeight - 1));
        Assert.InRange(FirstRow(atlas, 'A'), 1, 12);
    }

    [Theory, InlineData(7), InlineData(201)]
    public void Sizes_that_nobody_can_read_are_refused(int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GlyphAtlas.Rasterize(height));

    static int FirstRow(GlyphAtlas atlas, char letter) => Enumerable.Range(0, atlas.CellHeight).First(row => HasInk(atlas, letter, row));

    static int LastRow(GlyphAtlas atlas, char letter) => Enumerable.Range(0, atlas.CellHeight).Last(row => HasInk(atlas, letter, row));

    static bool HasInk(GlyphAtlas atlas, char letter, int row)
    {
        int first = ((letter - GlyphAtlas.First) * atlas.CellHeight + row) * atlas.CellWidth;
        return atlas.Coverage.AsSpan(first, atlas.CellWidth).ContainsAnyInRange((byte)100, (byte)255);
    }
}

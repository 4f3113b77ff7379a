using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Comparison;

/// <summary>A page of print, drawn here: does a system leave text legible?</summary>
static class TextPage
{
    const int LineWidth = 240;

    static readonly (string Large, string Small)[] Lines =
    [
        ("The quick brown fox", "jumps over the lazy dog"),
        ("Jazz tonight at nine", "Doors open at 8.30, Harbour Street 47"),
        ("Breakfast 7 to 11", "Coffee, rolls, butter, jam: 6.50"),
        ("Platform 3 · Track 12", "Next train to the coast in 25 minutes"),
    ];

    /// <summary>Dark letters of 11 to 21 pixels an em on white, of about so many pixels as a square of that side has.</summary>
    /// <returns>The caller's.</returns>
    public static NamedPicture Draw(int side)
    {
        using HostFrame page = new ImageGrid
        {
            Rows = [.. Lines.Select(line => (IReadOnlyList<GridCell>)[new GridCell(null, line.Large, line.Small)])],
            CellSize = new FrameSize(LineWidth, 1),
            Heading = "CAFÉ AURORA",
        }.Draw();
        return new NamedPicture("text-page", NamedPicture.Scale(page, side));
    }
}

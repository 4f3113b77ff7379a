using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Media.Stills;
using LiveStyle.Presentation.Presenting;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

[Collection(SoftwareGpuCollection.Name)]
public sealed class OverlayDrawingTests(SoftwareGpu gpu) : IDisposable
{
    static readonly FrameSize Size = new(160, 90);

    public void Dispose() => gpu.AssertSilent();

    [Fact]
    public void The_panel_darkens_the_picture_and_shows_the_characters_of_the_atlas()
    {
        using var scene = new CanvasScene(gpu.Device, Size, Size);
        var text = new OverlayText();
        string[] lines = ["59.9 fps  p99", "great-wave 70%"];
        text.SetLine(0, lines[0]);
        text.SetLine(1, lines[1]);

        AssertShows(scene.Compose(new PictureComposition { Text = text }), CanvasScene.Font, lines);
    }

    [Fact]
    public void An_alert_is_red_among_white_lines()
    {
        using var scene = new CanvasScene(gpu.Device, Size, Size);
        var text = new OverlayText();
        text.SetLine(0, "window");
        text.SetAlert(1, "rtmp ~|");
        text.SetAlert(2, "gone");
        text.SetLine(2, "file");

        AssertShows(scene.Compose(new PictureComposition { Text = text }), CanvasScene.Font, ["window", "rtmp ~|", "file"], alert: 1);
    }

    [Fact]
    public void A_text_without_lines_has_no_panel()
    {
        using var scene = new CanvasScene(gpu.Device, Size, Size);

        Assert.Equal(scene.Compose(default), scene.Compose(new PictureComposition { Text = new OverlayText() }));
    }

    [Fact]
    public void Canvases_under_way_keep_the_text_that_they_were_composed_with()
    {
        using var scene = new CanvasScene(gpu.Device, Size, Size);
        using GpuImage second = PictureComposer.CreateCanvas(gpu.Device, Size);
        var text = new OverlayText();
        text.SetLine(0, "one");
        scene.Composer.Compose(scene.Original, scene.Stylized, scene.Canvas, new PictureComposition { Text = text });
        text.SetLine(0, "two");
        scene.Composer.Compose(scene.Original, scene.Stylized, second, new PictureComposition { Text = text });

        AssertShows(scene.Pixels(scene.Canvas), CanvasScene.Font, ["one"]);
        AssertShows(scene.Pixels(second), CanvasScene.Font, ["two"]);
    }

    [Fact]
    public void Larger_characters_take_the_place_of_smaller_ones()
    {
        using var scene = new CanvasScene(gpu.Device, Size, Size);
        var text = new OverlayText();
        text.SetLine(0, "Ag");
        scene.Compose(new PictureComposition { Text = text });
        GlyphAtlas large = GlyphAtlas.Rasterize(31);
        scene.Composer.Glyphs = new GlyphCells(large.CellWidth, large.CellHeight, large.Coverage);

        AssertShows(scene.Compose(new PictureComposition { Text = text }), large, ["Ag"]);
    }

    static void AssertShows(Rgba[,] canvas, GlyphAtlas font, string[] lines, int alert = -1)
    {
        Rgba[,] picture = CanvasScene.ToPixels(Size, CanvasScene.Noise(Size, 2));
        int padding = font.CellHeight / 2;
        int right = padding + lines.Max(line => line.Length) * font.CellWidth + 2 * padding;
        int bottom = padding + lines.Length * font.CellHeight + 2 * padding;
        int ink = 0;
        for (int y = 0; y < Size.Height; y++)
        {
            for (int x = 0; x < Size.Width; x++)
            {
                bool isPanel = x >= padding && x < right && y >= padding && y < bottom;
                double covered = Covered(font, lines, x - 2 * padding, y - 2 * padding);
                ink += covered > 0.9 ? 1 : 0;
                bool isAlert = y - 2 * padding >= 0 && (y - 2 * padding) / font.CellHeight == alert;
                byte Shown(byte channel, double ink) => (byte)Math.Round(isPanel ? channel * 0.4 * (1 - covered) + 255 * ink * covered : channel);
                var expected = new Rgba(
                    Shown(picture[y, x].Red, 1), Shown(picture[y, x].Green, isAlert ? 0.4 : 1), Shown(picture[y, x].Blue, isAlert ? 0.35 : 1), 255);
                Assert.True(canvas[y, x].DistanceTo(expected) <= 1, $"({x}, {y}): {canvas[y, x]} and not {expected}");
            }
        }

        Assert.True(ink > 5);
    }

    static double Covered(GlyphAtlas font, string[] lines, int x, int y)
    {
        if (x < 0 || y < 0 || y / font.CellHeight >= lines.Length || x / font.CellWidth >= lines[y / font.CellHeight].Length)
        {
            return 0;
        }

        int cell = lines[y / font.CellHeight][x / font.CellWidth] - GlyphAtlas.First;
        return font.Coverage[(cell * font.CellHeight + y % font.CellHeight) * font.CellWidth + x % font.CellWidth] / 255.0;
    }
}

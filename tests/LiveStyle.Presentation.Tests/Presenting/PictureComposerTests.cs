using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

[Collection(SoftwareGpuCollection.Name)]
public sealed class PictureComposerTests(SoftwareGpu gpu) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData(40, 30, 40, 30)]
    [InlineData(40, 30, 61, 30)]
    [InlineData(40, 30, 40, 57)]
    [InlineData(13, 127, 127, 127)]
    [InlineData(1, 1, 5, 1)]
    public void A_picture_that_fits_is_copied_between_black_bars(int width, int height, int canvasWidth, int canvasHeight)
    {
        using var scene = Scene(width, height, canvasWidth, canvasHeight);
        Rgba[,] expected = CanvasScene.ToPixels(new FrameSize(width, height), CanvasScene.Noise(new FrameSize(width, height), 2));
        (int left, int top) = ((canvasWidth - width) / 2, (canvasHeight - height) / 2);

        Rgba[,] canvas = scene.Compose(default);

        ForEach(canvas, (x, y, color) => Assert.Equal(
            x >= left && x < left + width && y >= top && y < top + height ? expected[y - top, x - left] : Rgba.Black, color));
    }

    [Theory]
    [InlineData(20, 15, 64, 48)]
    [InlineData(64, 36, 101, 77)]
    public void An_enlarged_picture_is_interpolated(int width, int height, int canvasWidth, int canvasHeight)
    {
        using var scene = Scene(width, height, canvasWidth, canvasHeight);
        Rgba[,] source = CanvasScene.ToPixels(new FrameSize(width, height), CanvasScene.Noise(new FrameSize(width, height), 2));
        PictureArea area = PictureComposer.AreaOf(scene.Original, scene.Canvas);

        Rgba[,] canvas = scene.Compose(default);

        for (int y = 0; y < area.Height; y++)
        {
            for (int x = 0; x < area.Width; x++)
            {
                double u = (x + 0.5) * width / area.Width - 0.5, v = (y + 0.5) * height / area.Height - 0.5;
                Assert.InRange(canvas[area.Y + y, area.X + x].DistanceTo(Interpolate(source, u, v)), 0, 1);
            }
        }
    }

    [Fact]
    public void A_picture_of_half_the_size_is_the_mean_of_four_pixels()
    {
        using var scene = Scene(32, 24, 16, 12);
        Rgba[,] source = CanvasScene.ToPixels(new FrameSize(32, 24), CanvasScene.Noise(new FrameSize(32, 24), 2));

        Rgba[,] canvas = scene.Compose(default);

        ForEach(canvas, (x, y, color) =>
        {
            double mean = (source[2 * y, 2 * x].Red + source[2 * y, 2 * x + 1].Red + source[2 * y + 1, 2 * x].Red + source[2 * y + 1, 2 * x + 1].Red) / 4.0;
            Assert.InRange(color.Red - mean, -1, 1);
        });
    }

    [Theory, InlineData(17f), InlineData(1f), InlineData(46.6f), InlineData(500f)]
    public void Left_of_the_split_is_the_original_and_right_of_it_the_stylized_picture(float split)
    {
        using var scene = Scene(47, 31, 47, 31);
        (Rgba[,] original, Rgba[,] stylized) = Pictures(47, 31);
        int line = Math.Min((int)MathF.Round(split), 47);

        Rgba[,] canvas = scene.Compose(new PictureComposition { Split = split });

        ForEach(canvas, (x, y, color) => Assert.Equal(x < line ? original[y, x] : x == line ? Rgba.White : stylized[y, x], color));
    }

    [Fact]
    public void The_split_is_measured_on_the_canvas_and_stays_within_the_picture()
    {
        using var scene = Scene(20, 30, 60, 30);
        (Rgba[,] original, Rgba[,] stylized) = Pictures(20, 30);

        Rgba[,] canvas = scene.Compose(new PictureComposition { Split = 25 });
        Assert.Equal((original[0, 4], Rgba.White, stylized[0, 6]), (canvas[0, 24], canvas[0, 25], canvas[0, 26]));

        canvas = scene.Compose(new PictureComposition { Split = 7 });
        Assert.Equal(Rgba.Black, canvas[0, 7]);
        Assert.Equal(stylized[0, 0], canvas[0, 20]);
    }

    [Fact]
    public void Holding_the_original_shows_nothing_else()
    {
        using var scene = Scene(24, 18, 24, 18);
        (Rgba[,] original, _) = Pictures(24, 18);

        Rgba[,] canvas = scene.Compose(new PictureComposition { Split = 5, IsOriginalHeld = true });

        ForEach(canvas, (x, y, color) => Assert.Equal(original[y, x], color));
    }

    [Fact]
    public void A_stylized_picture_of_a_lower_resolution_fills_the_same_place()
    {
        using var scene = new CanvasScene(gpu.Device, new FrameSize(40, 30), new FrameSize(40, 40), new FrameSize(1, 1));
        Rgba only = CanvasScene.ToPixels(new FrameSize(1, 1), CanvasScene.Noise(new FrameSize(1, 1), 2))[0, 0];

        Rgba[,] canvas = scene.Compose(default);

        ForEach(canvas, (_, y, color) => Assert.Equal(y is >= 5 and < 35 ? only : Rgba.Black, color));
    }

    [Fact]
    public void Composing_allocates_nothing()
    {
        using var scene = Scene(16, 16, 16, 16);
        var text = new OverlayText();
        void Turn(int i)
        {
            Span<char> line = stackalloc char[8];
            (i % 100).TryFormat(line, out int length);
            text.SetLine(0, line[..length]);
            scene.Composer.Compose(scene.Original, scene.Stylized, scene.Canvas, new PictureComposition { Text = text, Split = i });
        }

        for (int i = 0; i < 5; i++)
        {
            Turn(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            Turn(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Images_come_and_go()
    {
        using var scene = Scene(16, 16, 16, 16);
        for (int i = 0; i < 50; i++)
        {
            using GpuImage canvas = PictureComposer.CreateCanvas(gpu.Device, new FrameSize(10 + i, 20));
            ulong done = scene.Composer.Compose(scene.Original, scene.Stylized, canvas, default);
            gpu.Device.Submissions.Wait(done);
            scene.Composer.ForgetAll();
        }
    }

    CanvasScene Scene(int width, int height, int canvasWidth, int canvasHeight) =>
        new(gpu.Device, new FrameSize(width, height), new FrameSize(canvasWidth, canvasHeight));

    static (Rgba[,] Original, Rgba[,] Stylized) Pictures(int width, int height)
    {
        var size = new FrameSize(width, height);
        return (CanvasScene.ToPixels(size, CanvasScene.Noise(size, 1)), CanvasScene.ToPixels(size, CanvasScene.Noise(size, 2)));
    }

    static void ForEach(Rgba[,] canvas, Action<int, int, Rgba> check)
    {
        for (int y = 0; y < canvas.GetLength(0); y++)
        {
            for (int x = 0; x < canvas.GetLength(1); x++)
            {
                check(x, y, canvas[y, x]);
            }
        }
    }

    static Rgba Interpolate(Rgba[,] source, double u, double v)
    {
        int x = (int)Math.Floor(u), y = (int)Math.Floor(v);
        Rgba At(int column, int row) =>
            source[Math.Clamp(row, 0, source.GetLength(0) - 1), Math.Clamp(column, 0, source.GetLength(1) - 1)];
        byte Mix(Func<Rgba, byte> channel)
        {
            double top = channel(At(x, y)) * (1 - (u - x)) + channel(At(x + 1, y)) * (u - x);
            double bottom = channel(At(x, y + 1)) * (1 - (u - x)) + channel(At(x + 1, y + 1)) * (u - x);
            return (byte)Math.Round(top * (1 - (v - y)) + bottom * (v - y));
        }

        return new Rgba(Mix(c => c.Red), Mix(c => c.Green), Mix(c => c.Blue), 255);
    }
}

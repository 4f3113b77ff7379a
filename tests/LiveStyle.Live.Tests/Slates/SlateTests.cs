using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Slates;
using LiveStyle.Live.Tests.Scheduling;
using LiveStyle.Media.Stills;
using Xunit;

namespace LiveStyle.Live.Tests.Slates;

public sealed class SlateTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-slate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_source_that_vanishes_leaves_its_last_picture_then_that_picture_dimmed_and_returns_by_itself()
    {
        using var scene = new ClockScene();
        scene.Finish(200, scene.Arrive());
        scene.Tick(125);

        Assert.All(scene.Left, left => Assert.Equal(200, left.Luma));

        scene.Left.Clear();
        scene.Tick(50);

        int dimmed = 16 + (200 - 16) * 90 / 256;
        Assert.Equal([.. Enumerable.Repeat(dimmed, 50)], scene.Left.Select(left => left.Luma));
        Assert.Equal((false, true), (scene.Left[0].IsRepeat, scene.Left[1].IsRepeat));
        Assert.Equal(50, scene.Figures.CountOf(LiveEvent.RepeatedSlate));

        // It is back, but nothing of it is restyled yet.
        scene.Left.Clear();
        long back = scene.Arrive();
        scene.Tick(2);
        scene.Finish(120, back);
        scene.Tick(2);

        Assert.Equal([dimmed, dimmed, 120, 120], scene.Left.Select(left => left.Luma));
    }

    [Fact]
    public void The_wait_before_the_slate_is_as_long_as_asked()
    {
        using var scene = new ClockScene(new SlateOptions { After = TimeSpan.FromSeconds(1), Color = SlateColor.Parse("#ffffff") });
        scene.Finish(90, scene.Arrive());
        scene.Tick(30);

        Assert.Equal([.. Enumerable.Repeat(90, 25), .. Enumerable.Repeat(235, 5)], scene.Left.Select(left => left.Luma));
    }

    [Fact]
    public void A_show_without_a_first_picture_shows_the_slate_in_time()
    {
        using var scene = new ClockScene(new SlateOptions { Color = SlateColor.Parse("ffffff") });
        scene.Tick(3);

        Assert.Equal([235, 235, 235], scene.Left.Select(left => left.Luma));
    }

    [Fact]
    public void A_picture_of_ones_own_is_fitted_into_the_frame_undistorted()
    {
        string path = Path.Combine(folder, "soon.png");
        using (HostFrame picture = HostFrame.Allocate(new FrameSize(40, 40)))
        {
            picture.Pixels.Fill(255);
            StillImage.Save(picture, path);
        }

        using var scene = new ClockScene(new SlateOptions { Picture = path, Color = SlateColor.Parse("#000000") });
        var rows = new List<byte[]>();
        scene.Write = frame =>
        {
            rows.Add(frame.Picture.Plane(0).Row(18).ToArray());
            frame.Dispose();
        };
        scene.IsPrivate = true;
        scene.Tick(1);

        // A square in the middle of 64 by 36.
        Assert.Equal((14, 36, 14), (rows[0][..14].Count(luma => luma == 16), rows[0][14..50].Count(luma => luma == 235), rows[0][50..].Count(luma => luma == 16)));
    }

    [Fact]
    public void A_private_show_never_shows_its_last_picture_dimmed()
    {
        using var scene = new ClockScene();
        scene.Finish(235, scene.Arrive());
        scene.Tick(1);
        scene.IsPrivate = true;
        scene.Tick(300);

        Assert.Single(scene.Left.Skip(1).Select(left => left.Luma).Distinct());
        Assert.InRange(scene.Left[1].Luma, 16, 40);
    }

    [Fact]
    public void Dimming_keeps_black_black_and_gray_gray_in_planes_and_RGB()
    {
        using HostFrame rgb = HostFrame.Allocate(new FrameSize(16, 16)), dimmed = HostFrame.Allocate(rgb.Size);
        rgb.Pixels.Fill(0);
        rgb.Row(0).Fill(200);
        Dimming.Dim(rgb, dimmed);

        Assert.Equal((70, 0), (dimmed.Row(0)[5], dimmed.Row(1)[5]));
    }

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#1234567")]
    [InlineData("+12345")]
    public void What_is_no_color_is_refused_with_an_example(string text) =>
        Assert.Contains("such as #203040", Assert.Throws<LiveStyleException>(() => SlateColor.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_slate_picture_that_is_not_there_is_named()
    {
        string path = Path.Combine(folder, "missing.png");

        Assert.Contains("missing.png", Assert.ThrowsAny<LiveStyleException>(() => new ClockScene(new SlateOptions { Picture = path })).Message, StringComparison.Ordinal);
    }
}

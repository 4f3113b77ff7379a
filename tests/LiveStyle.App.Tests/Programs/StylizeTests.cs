using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Pictures;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class StylizeTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task Pictures_of_all_kinds_are_restyled_into_a_folder()
    {
        ProgramRun run = await SucceedAsync(
            "stylize", Clips["picture.png"], Clips["picture.jpg"], Clips["picture.webp"], Clips["gray.jpg"], "painted/", "--style", "munch-scream");

        Assert.Equal(
            ["gray.jpg", "picture.jpg", "picture.png", "picture.webp"],
            Directory.GetFiles(PathOf("painted")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(PathOf("painted")), path => Assert.Equal(new FrameSize(64, 48), SizeOf(path)));
        Assert.Equal("4 pictures done in painted/", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_picture_on_its_side_comes_out_upright()
    {
        File.WriteAllBytes(PathOf("phone.jpg"), HandmadeJpeg.WithOrientation(File.ReadAllBytes(Clips["picture.jpg"]), 6));

        await SucceedAsync("stylize", "phone.jpg", "out.png", "--style", "munch-scream");

        Assert.Equal(new FrameSize(48, 64), SizeOf(PathOf("out.png")));
    }

    [Fact]
    public async Task Strength_moves_between_the_original_and_the_style()
    {
        byte[] original = await StylizeAsync("--style", "original");
        byte[] none = await StylizeAsync("--style", "munch-scream", "--strength", "0");
        byte[] half = await StylizeAsync("--style", "munch-scream", "--strength", "0.5");
        byte[] full = await StylizeAsync("--style", "munch-scream", "--strength", "1");

        double whole = Difference(original, full);
        Assert.Equal(original, none);
        Assert.True(whole > 2, "The style should change the picture.");
        Assert.InRange(Difference(original, half), 0.05 * whole, 0.95 * whole);
        Assert.InRange(Difference(full, half), 0.05 * whole, 0.95 * whole);
    }

    [Fact]
    public async Task A_blend_of_two_styles_is_neither()
    {
        byte[] scream = await StylizeAsync("--style", "munch-scream");
        byte[] wave = await StylizeAsync("--style", "hokusai-great-wave");
        byte[] blend = await StylizeAsync("--style", "hokusai-great-wave*0.7 + munch-scream*0.3");

        Assert.NotEqual(scream, blend);
        Assert.NotEqual(wave, blend);
        Assert.True(Difference(wave, blend) < Difference(scream, blend));
    }

    [Fact]
    public async Task A_size_is_met_before_the_style()
    {
        await SucceedAsync("stylize", Clips["tiny.png"], "out.png", "--style", "munch-scream", "--size", "40x");

        Assert.Equal(new FrameSize(40, 40), SizeOf(PathOf("out.png")));
    }

    [Fact]
    public async Task One_bad_picture_among_many_costs_only_itself()
    {
        File.WriteAllText(PathOf("bad.png"), "no picture");

        ProgramRun run = await RunAsync("stylize", Clips["picture.png"], "bad.png", Clips["picture.jpg"], "out/", "--style", "munch-scream");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["picture.jpg", "picture.png"], Directory.GetFiles(PathOf("out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.StartsWith("note: bad.png: no picture that can be read", run.ErrorLines[0]);
        Assert.StartsWith("livestyle: 1 of 3 pictures failed (bad.png)", run.ErrorLines[1]);
    }

    [Fact]
    public async Task What_is_transparent_stays_so_where_the_output_can_hold_it_and_is_told_as_lost_elsewhere()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='4*X' -frames:v 1 -y \"{PathOf("logo.png")}\"");

        ProgramRun run = await SucceedAsync("stylize", "logo.png", Clips["picture.jpg"], "out/", "--style", "munch-scream", "--model", "live");
        ProgramRun webp = await SucceedAsync("stylize", "logo.png", "small.webp", "--style", "munch-scream", "--model", "live", "--size", "32x");
        ProgramRun jpeg = await SucceedAsync("stylize", "logo.png", "logo.jpg", "--style", "munch-scream", "--model", "live");

        using HostFrame logo = StillImage.LoadWithAlpha(PathOf("logo.png")), styled = StillImage.LoadWithAlpha(PathOf("out/logo.png"));
        using HostFrame small = StillImage.LoadWithAlpha(PathOf("small.webp"));
        Assert.Equal(logo.Alpha!.Plane(0).Bytes.ToArray(), styled.Alpha!.Plane(0).Bytes.ToArray());
        Assert.InRange(small.Alpha!.Plane(0).Row(10)[16], 120, 136);
        Assert.DoesNotContain("lost", run.Error + webp.Error);
        Assert.Equal("note: lost: the alpha of logo.png, which logo.jpg can't hold, so white lies beneath; .png and .webp can", jpeg.ErrorLines[0]);
    }

    [Fact]
    public async Task Without_progress_it_is_still_told_which_pictures_failed_and_why()
    {
        File.WriteAllText(PathOf("bad.png"), "no picture");

        ProgramRun run = await RunAsync("stylize", Clips["picture.png"], "bad.png", "out/", "--style", "munch-scream", "--model", "live", "--progress", "none");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("livestyle: bad.png: no picture that can be read", run.ErrorLines[0]);
        Assert.StartsWith("livestyle: 1 of 2 pictures failed (bad.png)", run.ErrorLines[1]);
    }

    async Task<byte[]> StylizeAsync(params string[] options)
    {
        await SucceedAsync(["stylize", Clips["picture.png"], "out.png", "--overwrite", .. options]);
        return Clips.Pixels(PathOf("out.png"));
    }

    static FrameSize SizeOf(string path)
    {
        using HostFrame picture = StillImage.Load(path);
        return picture.Size;
    }

    static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Average();
}

using System.Diagnostics;
using LiveStyle.App.Tests.Programs;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Pictures;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Golden;

/// <summary>
/// The sheets that the program draws, reduced: where each picture lies and how it looks. Typefaces differ by machine, so the program gets none;
/// the places of the texts stay, empty.
/// </summary>
public sealed class GoldenSheetTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task The_contact_sheet_has_the_original_above_and_the_film_below()
    {
        // Six pictures, each darker than the one before.
        Clips.Ffmpeg($"-loop 1 -framerate 6 -i \"{GoldenPicture.PathOf(GoldenScene.Name)}\" -vf \"format=gbrp,geq=r='r(X,Y)*(6-N)/6':g='g(X,Y)*(6-N)/6':b='b(X,Y)*(6-N)/6'\" "
            + $"-frames:v 6 -c:v ffv1 -y \"{PathOf("in.mkv")}\"");

        await DrawAsync("transcode", "in.mkv", "out.mkv", "--model", Live, "--timeline", "0s hokusai-great-wave; 1s munch-scream", "--codec", "ffv1", "--device", "cpu",
            "--contact-sheet", "sheet.png");

        Check("sheets/contact-sheet", 8);
    }

    [Theory, InlineData("live"), InlineData("gallery")]
    public async Task The_styles_sheet_shows_each_style_on_the_picture(string model)
    {
        await DrawAsync("styles", "--sheet", "sheet.png", "--picture", GoldenPicture.PathOf(GoldenScene.Name), "--model", Path.Combine(Path.GetDirectoryName(Live)!, model), "--device", "cpu");

        Check($"sheets/styles-{model}", 12);
    }

    void Check(string name, int reduction) => GoldenPicture.Check(name, RgbaPicture.Read(PathOf("sheet.png")).Reduce(reduction), PictureTolerance.Network);

    async Task DrawAsync(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only fontconfig can be told to find no typeface.");
        await File.WriteAllTextAsync(PathOf("fonts.conf"), "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig></fontconfig>\n", TestContext.Current.CancellationToken);
        ProcessStartInfo start = ProgramRun.Prepare(Folder, arguments);
        start.Environment["FONTCONFIG_FILE"] = PathOf("fonts.conf");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.True(run.ExitCode == 0, $"livestyle {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
    }
}

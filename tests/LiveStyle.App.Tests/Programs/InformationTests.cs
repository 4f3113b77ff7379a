using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class InformationTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task Styles_are_listed_by_slug_and_title()
    {
        ProgramRun run = await SucceedAsync("styles", "--model", Gallery);

        var styles = ModelDescription.Load(Path.Combine(Gallery, ModelDescription.FileName)).Styles;
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(styles.Count >= 9, "Eight styles and the original.");
        Assert.Equal(styles.Select(style => style.Slug), lines.Select(line => line.Split(' ')[0]));
        Assert.All(styles.Zip(lines), pair => Assert.Contains(pair.First.Title, pair.Second));
        Assert.Contains(styles, style => style.Slug == StyleInfo.Original);
    }

    [Fact]
    public async Task A_sheet_draws_every_style()
    {
        ProgramRun run = await SucceedAsync("styles", "--sheet", "sheet.png", "--picture", Clips["picture.png"]);

        using HostFrame sheet = StillImage.Load(PathOf("sheet.png"));
        Assert.StartsWith("sheet.png: ", run.Output);
        Assert.True(sheet.Size.Width > 4 * 300 && sheet.Size.Height > 3 * 200, $"{sheet.Size}");
    }

    [Fact]
    public async Task Probe_tells_what_a_clip_holds()
    {
        string[] lines = (await SucceedAsync("probe", Clips["walk.mp4"])).Output.Split('\n');

        Assert.Contains("picture     h264, 64×48, yuv420p", lines);
        Assert.Contains("frame rate  24 (24/1), constant", lines);
        Assert.Contains("frames      24", lines);
        Assert.Contains("rotation    none", lines);
        Assert.Contains("sound       aac, 1 channels, 48000 Hz", lines);
        Assert.Contains("subtitles   none", lines);
    }

    [Fact]
    public async Task Version_is_the_assembly_s() =>
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", (await SucceedAsync("--version")).Output);

    [Theory]
    [InlineData("livestyle transcode film.mp4 painted.mp4 --style")]
    [InlineData("livestyle transcode film.mp4", "--help")]
    [InlineData("livestyle batch *.mov", "--help")]
    [InlineData("livestyle plan film.mp4", "--help")]
    [InlineData("livestyle submit painted.mp4.livestyle", "--help")]
    [InlineData("livestyle transcode film.mkv", "transcode", "--help")]
    [InlineData("livestyle stylize *.jpg painted/", "stylize", "--help")]
    [InlineData("livestyle styles --sheet", "styles", "--help")]
    [InlineData("livestyle probe film.mp4", "probe", "-h")]
    [InlineData("livestyle devices --bench", "devices", "--help")]
    public async Task Help_ends_with_examples(string example, params string[] arguments)
    {
        ProgramRun run = await SucceedAsync(arguments);

        Assert.Contains("Examples:\n", run.Output.ReplaceLineEndings("\n"));
        Assert.Contains("  " + example, run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..]);
        Assert.Empty(run.Error);
    }
}

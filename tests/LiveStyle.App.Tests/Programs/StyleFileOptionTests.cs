using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class StyleFileOptionTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task A_picture_takes_the_style_of_the_only_file()
    {
        Write("my", "munch-scream");

        await SucceedAsync("stylize", Clips["picture.png"], "own.png", "--style", "munch-scream");
        await SucceedAsync("stylize", Clips["picture.png"], "file.png", "--style-file", "my.style.safetensors");
        await SucceedAsync("stylize", Clips["picture.png"], "faint.png", "--style-file", "my.style.safetensors", "--strength", "0");
        await SucceedAsync("stylize", Clips["picture.png"], "original.png", "--style", "original");

        Assert.Equal(Clips.Pixels(PathOf("own.png")), Clips.Pixels(PathOf("file.png")));
        Assert.Equal(Clips.Pixels(PathOf("original.png")), Clips.Pixels(PathOf("faint.png")));
        Assert.NotEqual(Clips.Pixels(PathOf("original.png")), Clips.Pixels(PathOf("file.png")));
    }

    [Fact]
    public async Task Styles_of_files_blend_with_the_bundle_s_own()
    {
        Write("my", "munch-scream");
        Write("your", "picabia-udnie");

        await SucceedAsync("stylize", Clips["picture.png"], "own.png", "--style", "munch-scream*0.4 + picabia-udnie*0.3 + hokusai-great-wave*0.3");
        await SucceedAsync(
            "stylize", Clips["picture.png"], "files.png", "--style", "my*0.4 + your*0.3 + hokusai-great-wave*0.3",
            "--style-file", "my.style.safetensors", "--style-file", "your.style.safetensors");

        Assert.Equal(Clips.Pixels(PathOf("own.png")), Clips.Pixels(PathOf("files.png")));
    }

    [Fact]
    public async Task A_clip_moves_to_the_style_of_a_file_on_its_timeline()
    {
        Write("my", "munch-scream");

        await SucceedAsync("transcode", Clips["walk.mp4"], "own.mkv", "--codec", "ffv1", "--duration", "0.2", "--timeline", "0s original; 0.1s munch-scream");
        await SucceedAsync(
            "transcode", Clips["walk.mp4"], "file.mkv", "--codec", "ffv1", "--duration", "0.2", "--timeline", "0s original; 0.1s my",
            "--style-file", "my.style.safetensors");
        await SucceedAsync("transcode", Clips["walk.mp4"], "whole.mkv", "--codec", "ffv1", "--duration", "0.2", "--style-file", "my.style.safetensors");

        byte[] moving = Clips.Pixels(PathOf("file.mkv")), whole = Clips.Pixels(PathOf("whole.mkv"));
        Assert.Equal(Clips.Pixels(PathOf("own.mkv")), moving);
        int frame = 64 * 48 * 3;
        Assert.NotEqual(moving[..frame], whole[..frame]);
        Assert.Equal(moving[^frame..], whole[^frame..]);
    }

    [Fact]
    public async Task Styles_of_files_are_listed_and_drawn_after_the_bundle_s()
    {
        Write("my", "munch-scream");
        Write("your", "picabia-udnie");
        string[] files = ["--style-file", "my.style.safetensors", "--style-file", "your.style.safetensors"];

        string[] lines = (await SucceedAsync(["styles", .. files])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int own = ModelDescription.Load(Path.Combine(Gallery, ModelDescription.FileName)).Styles.Count;
        Assert.Equal(own + 2, lines.Length);
        Assert.Matches("^my +The Twin \\(A Test, 2026\\)$", lines[^2]);
        Assert.StartsWith("your ", lines[^1]);

        // A sheet has rows of four, the picture first: so the two fill up a row or begin one.
        string[] line = ["styles", "--picture", Clips["picture.png"], "--sheet"];
        await SucceedAsync([.. line, "own.png"]);
        ProgramRun run = await SucceedAsync([.. line, "more.png", .. files]);
        Assert.Equal($"more.png: {own + 2} styles of gallery and files", run.Output.Trim());
        using HostFrame less = StillImage.Load(PathOf("own.png")), more = StillImage.Load(PathOf("more.png"));
        Assert.Equal((own + 3 + 3) / 4 > (own + 1 + 3) / 4, more.Size.Height > less.Size.Height);
        Assert.NotEqual(less.Pixels.ToArray(), more.Pixels.ToArray());
    }

    void Write(string slug, string twin) =>
        GalleryStyles.TwinOf(Gallery, twin, slug).Save(PathOf(slug + StyleFile.Extension));
}

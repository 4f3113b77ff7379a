using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Whatever name an output is given, it never replaces what it is made from.</summary>
public sealed class KeptOriginalTests(Clips clips) : ProgramTests(clips)
{
    /// <summary>In these, "linked" is another name of the folder, which holds in.mp4, in.png, other.png and four frames.</summary>
    static readonly Dictionary<string, string> Lines = new()
    {
        ["play record"] = "play in.mp4 --headless --record linked/in.mp4 --overwrite",
        ["play record whose partial file is the clip"] = "play film.partial.mp4 --headless --record linked/film.mp4 --overwrite",
        ["play frames"] = "play frame-%04d.png --headless --out linked --overwrite",
        ["stylize"] = "stylize in.png linked/in.png --overwrite",
        ["stylize over another of the same run"] = "stylize other.png sub/in.png linked/ --overwrite",
        ["sheet"] = "styles --sheet linked/in.png --picture in.png",
        ["contact sheet over a mask"] = "transcode in.mp4 out.mp4 --mask in.png --contact-sheet linked/in.png",
        ["contact sheet over a region"] = "transcode in.mp4 out.mp4 --region in.png=original --contact-sheet linked/in.png",
        ["contact sheet over a picture of the film"] = "transcode frame-%04d.png out.mp4 --contact-sheet linked/frame-0002.png",
        ["pictures"] = "transcode frame-%04d.png linked/frame-%04d.png --overwrite",
        ["pictures of the same names by another pattern"] = "transcode frame-*.png linked/frame-%04d.png --overwrite",
    };

    public static TheoryData<string> Rows => [.. Lines.Keys];

    [Theory, MemberData(nameof(Rows))]
    public async Task No_link_and_no_pattern_lets_an_output_replace_what_it_is_made_from(string row)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links take rights on Windows.");
        using var bundle = new TinyBundle();
        Arrange();
        string[] words = Lines[row].Split(' ');
        string before = Listing();

        ProgramRun run = await RunAsync([.. words, "--model", bundle.Directory, .. words[0] is "styles" ? Array.Empty<string>() : ["--style", "dark"]]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^livestyle: .*(name another|rename it)", Assert.Single(run.ErrorLines));
        Assert.Equal(before, Listing());
    }

    void Arrange()
    {
        Directory.CreateSymbolicLink(PathOf("linked"), Folder);
        Directory.CreateDirectory(PathOf("sub"));
        File.Copy(Clips["walk.mp4"], PathOf("in.mp4"));
        File.Copy(Clips["walk.mp4"], PathOf("film.partial.mp4"));
        foreach (string name in (string[])["in.png", "other.png", "sub/in.png", "frame-0001.png", "frame-0002.png", "frame-0003.png", "frame-0004.png"])
        {
            File.Copy(Clips["picture.png"], PathOf(name));
        }

        // Two that differ, so that a swap shows.
        File.AppendAllText(PathOf("other.png"), "other");
    }

    string Listing() => string.Join('\n', Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetFileName(path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}"));
}

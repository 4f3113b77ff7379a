using LiveStyle.App.Tests.Programs;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

/// <summary>Runs the program with a network that costs nothing; its style "original" changes no pixel.</summary>
[Collection(InProcessCollection.Name)]
public abstract class FormatTests(Clips clips) : ProgramTests(clips), IClassFixture<FormatModel>
{
    internal static string[] Styled(FormatModel model, params string[] arguments) => [.. arguments, "--model", model.Folder, "--style", "original"];

    /// <summary>Runs the program within this process, since starting it takes longer than its work; names are of this test's folder.</summary>
    internal async Task MakeAsync(FormatModel model, string command, string input, string output, params string[] options) => Assert.Equal(
        0,
        await LiveStyleProgram.RunAsync(Styled(model, [command, PathOf(input), PathOf(output), .. options, "--progress", "none"])));

    protected static byte[] Pixels(string arguments)
    {
        string raw = Path.GetTempFileName();
        Clips.Ffmpeg($"{arguments} -fps_mode passthrough -f rawvideo -pix_fmt rgb24 -y \"{raw}\"");
        byte[] pixels = File.ReadAllBytes(raw);
        File.Delete(raw);
        return pixels;
    }

    protected static void AssertNear(byte[] expected, byte[] actual, int most)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max(), 0, most);
    }
}

public sealed class FormatModel : IDisposable
{
    readonly TinyBundle bundle = new();

    public string Folder => bundle.Directory;

    public void Dispose() => bundle.Dispose();
}

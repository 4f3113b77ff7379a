using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

/// <summary>A scratch folder of pictures, made by ffmpeg or by hand, deleted with the test.</summary>
public abstract class PictureFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("livestyle-stills-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>One frame of ffmpeg's <paramref name="source"/> (lavfi), written as <paramref name="name"/> says.</summary>
    protected string Make(string name, string source, params string[] options)
    {
        FFmpeg(["-f", "lavfi", "-i", source, "-frames:v", "1", .. options, PathOf(name)]);
        return PathOf(name);
    }

    protected static void FFmpeg(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-y", .. arguments]) { RedirectStandardError = true };
        using Process ffmpeg = Process.Start(start)!;
        string said = ffmpeg.StandardError.ReadToEnd();
        ffmpeg.WaitForExit();
        Assert.True(ffmpeg.ExitCode == 0, said);
    }

    protected static HostFrame Painted(int width, int height, Func<int, int, (int Red, int Green, int Blue)> color)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(width, height));
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                (int red, int green, int blue) = color(x, y);
                frame.Row(y)[x * 3] = (byte)red;
                frame.Row(y)[x * 3 + 1] = (byte)green;
                frame.Row(y)[x * 3 + 2] = (byte)blue;
            }

        return frame;
    }

    protected static HostFrame Flat(int width, int height, int red, int green, int blue) =>
        Painted(width, height, (_, _) => (red, green, blue));

    protected static (int Red, int Green, int Blue) Pixel(HostFrame frame, int x, int y)
    {
        Span<byte> pixel = frame.Row(y).Slice(x * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    protected static void AssertNear((int Red, int Green, int Blue) expected, (int Red, int Green, int Blue) actual, int tolerance = 2)
    {
        bool near = Math.Abs(expected.Red - actual.Red) <= tolerance && Math.Abs(expected.Green - actual.Green) <= tolerance &&
            Math.Abs(expected.Blue - actual.Blue) <= tolerance;
        Assert.True(near, $"{actual} is not within {tolerance} of {expected}");
    }

    protected static string MessageOf(Action action) => Assert.ThrowsAny<MediaException>(action).Message;

    /// <summary>A message fit for a user: one line that names the file.</summary>
    protected static void AssertExplains(string message, string path, string cure)
    {
        Assert.DoesNotContain('\n', message);
        Assert.Contains(Path.GetFileName(path), message);
        Assert.Contains(cure, message);
    }

    protected static void Load(string path) => StillImage.Load(path).Dispose();
}

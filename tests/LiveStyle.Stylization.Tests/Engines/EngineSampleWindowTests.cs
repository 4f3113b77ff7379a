using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Programs;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Stylization.Tests.Engines;

/// <summary>The sample engine in a window of a private screen.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class EngineSampleWindowTests : IDisposable
{
    const string Title = "LiveStyle engine sample";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string folder = Directory.CreateTempSubdirectory("livestyle-engine").FullName;
    readonly VirtualScreen screen;

    public EngineSampleWindowTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows are tested under Xvfb, which only Linux has.");
        this.screen = screen;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_window_shows_moving_pictures_of_any_size_until_it_is_closed()
    {
        using Process process = Process.Start(Prepare("--validate", "--size", "160x96"))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            nuint window = await WindowAsync(process);
            byte[] first = await PictureAsync(new FrameSize(160, 96), _ => true);
            await PictureAsync(new FrameSize(160, 96), picture => !picture.AsSpan().SequenceEqual(first));

            screen.Xdotool($"windowsize {window} 224 128");
            await PictureAsync(new FrameSize(224, 128), _ => true);

            using var client = new WindowClient(screen.Display);
            client.RequestClose(window);
            ProgramRun run = await ProgramRun.ToEndAsync(process, output);
            Assert.True(run.ExitCode == 0, run.Error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Fact]
    public async Task It_ends_by_itself_after_the_frames_that_were_asked_for()
    {
        using Process process = Process.Start(Prepare("--validate", "--size", "64x48", "--frames", "4"))!;

        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.True(run.ExitCode == 0, run.Error);
    }

    ProcessStartInfo Prepare(params string[] arguments)
    {
        ProcessStartInfo start = EngineSampleTests.Prepare(folder, arguments);
        start.Environment["DISPLAY"] = screen.Display;
        return start;
    }

    async Task<nuint> WindowAsync(Process process)
    {
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Patience && !process.HasExited;)
        {
            using Process search = Process.Start(new ProcessStartInfo("xdotool", ["search", "--name", $"^{Title}$"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DISPLAY"] = screen.Display },
            })!;
            string found = await search.StandardOutput.ReadToEndAsync();
            await search.WaitForExitAsync();
            if (nuint.TryParse(found, out nuint window))
            {
                return window;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("no window opened");
    }

    /// <summary>The screen's corner, where the window is, once every part of it shows a picture and that is as wanted.</summary>
    async Task<byte[]> PictureAsync(FrameSize size, Func<byte[], bool> isWanted)
    {
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Patience;)
        {
            string path = Path.Combine(folder, "screen.png");
            screen.Run("ffmpeg", $"-v error -y -f x11grab -video_size {size.Width}x{size.Height} -i {screen.Display} -frames:v 1 \"{path}\"");
            using HostFrame frame = StillImage.Load(path);
            byte[] pixels = frame.Pixels.ToArray();
            if (ShowsPicture(frame) && isWanted(pixels))
            {
                return pixels;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"no picture of {size} appeared");
    }

    /// <summary>Neither the empty screen nor an empty window: each quarter has many brightnesses.</summary>
    static bool ShowsPicture(HostFrame frame)
    {
        FrameSize quarter = new(frame.Size.Width / 2, frame.Size.Height / 2);
        foreach ((int x, int y) in ((int, int)[])[(0, 0), (quarter.Width, 0), (0, quarter.Height), (quarter.Width, quarter.Height)])
        {
            using HostFrame part = StillImage.Crop(frame, x, y, quarter);
            if (part.Pixels.ToArray().Distinct().Count() < 24)
            {
                return false;
            }
        }

        return true;
    }
}

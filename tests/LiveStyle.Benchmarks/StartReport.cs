using System.Diagnostics;
using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Benchmarks;

/// <summary>From opening a bundle to the first restyled frame on the processor: in a process that has done it before, and as a whole program.</summary>
static class StartReport
{
    /// <param name="models">The bundles.</param>
    /// <param name="size">The frame's.</param>
    /// <param name="rounds">How often.</param>
    public static async Task PrintAsync(string[] models, FrameSize size, int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("livestyle-bench-").FullName;
        try
        {
            using HostFrame source = HostFrame.Allocate(size), target = HostFrame.Allocate(size);
            new Random(1).NextBytes(source.Pixels);
            string picture = Path.Combine(folder, "source.png");
            StillImage.Save(source, picture);
            foreach (string model in models)
            {
                foreach (StylizerDevice device in new[] { StylizerDevice.Cpu, StylizerDevice.Onnx })
                {
                    await PrintAsync(model, device, source, target, rounds);
                    await PrintProgramAsync(model, device, picture, Path.Combine(folder, "target.png"), rounds);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task PrintAsync(string model, StylizerDevice device, HostFrame source, HostFrame target, int rounds)
    {
        List<double>[] times = [[], [], []];
        for (int round = 0; round <= rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            ModelBundle bundle = ModelBundle.Open(model);
            long opened = Stopwatch.GetTimestamp();
            await using IStylizer stylizer = Stylizer.Open(bundle, new StylizerOptions { Device = device });
            long made = Stopwatch.GetTimestamp();
            stylizer.Stylize(source, target, bundle.Styles.Embed(new Blend("munch-scream")));
            long end = Stopwatch.GetTimestamp();
            if (round > 0)
            {
                times[0].Add(Milliseconds(start, opened));
                times[1].Add(Milliseconds(opened, made));
                times[2].Add(Milliseconds(made, end));
            }
        }

        double[] medians = [.. times.Select(Measurement.Median)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model} at {source.Size}, {device}: bundle {medians[0]:0.0} ms, network {medians[1]:0.0} ms, first frame {medians[2]:0.0} ms; in all {medians.Sum():0.0} ms"));
    }

    static async Task PrintProgramAsync(string model, StylizerDevice device, string picture, string target, int rounds)
    {
        var seconds = new List<double>();
        for (int round = 0; round <= rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            await RunAsync("stylize", picture, target, "--overwrite", "--style", "munch-scream", "--progress", "none", "--model", model, "--device", device.ToString().ToLowerInvariant());
            if (round > 0)
            {
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  livestyle stylize, the whole program: {1e3 * Measurement.Median(seconds):0} ms"));
    }

    static async Task RunAsync(params string[] arguments)
    {
        using Process program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "livestyle.dll"), .. arguments]))!;
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
        {
            throw new InvalidOperationException("livestyle stylize failed");
        }
    }

    static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}

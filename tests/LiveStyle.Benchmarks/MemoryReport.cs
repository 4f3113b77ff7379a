using System.Diagnostics;
using System.Globalization;
using LiveStyle.Frames;

namespace LiveStyle.Benchmarks;

/// <summary>Peak memory of the program over a short and a long clip: it must not grow with the length.</summary>
static class MemoryReport
{
    static readonly FrameSize Size = new(96, 64);

    public static async Task PrintAsync(string folder)
    {
        var peaks = new List<double>();
        foreach (int seconds in (int[])[10, 100])
        {
            string clip = await TestClip.MakeAsync(folder, Size, 24 * seconds, $"memory{seconds}");
            peaks.Add(await PeakAsync(clip, Path.Combine(folder, $"memory{seconds}-out.mp4")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of livestyle transcode, {Size}, {seconds} s: {peaks[^1]:0.0} MB"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ten times the length: ratio {peaks[1] / peaks[0]:0.000}"));
    }

    static async Task<double> PeakAsync(string clip, string output)
    {
        // The App's own output lies beside this program, since it is referenced.
        using Process program = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "livestyle.dll"), "transcode", clip, output, "--style", "munch-scream", "--progress", "none" },
        })!;
        long peak = 0;
        while (!program.HasExited)
        {
            program.Refresh();
            try
            {
                peak = Math.Max(peak, program.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.Delay(50);
        }

        await program.WaitForExitAsync();
        return program.ExitCode == 0 ? peak / 1e6 : throw new InvalidOperationException("livestyle transcode failed");
    }
}

using System.Globalization;
using LiveStyle.Frames;

namespace LiveStyle.Stylization.Onnx;

/// <summary>Whether a frame's run fits the machine's memory, asked before the machine has to swap or kill.</summary>
static class WorkingMemory
{
    /// <summary>Share of the free memory that runs may take.</summary>
    public const double Share = 0.9;

    /// <summary>Bytes that can still be had without swapping; the container's limit counts. long.MaxValue where unknown.</summary>
    public static long Available()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        long limit = info.TotalAvailableMemoryBytes > 0 ? info.TotalAvailableMemoryBytes : long.MaxValue;
        if (!OperatingSystem.IsLinux())
        {
            return limit == long.MaxValue ? limit : Math.Max(limit - info.MemoryLoadBytes, 0);
        }

        try
        {
            string? line = File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
            string? number = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
            return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
                ? Math.Min(limit, kibibytes * 1024)
                : limit;
        }
        catch (IOException)
        {
            return limit;
        }
    }

    /// <param name="size">The frames'.</param>
    /// <param name="bytesPerPixel">Peak of one run; 0 lets everything pass.</param>
    /// <param name="available">Bytes that can be had, those that earlier runs keep included.</param>
    /// <param name="runs">Frames at once.</param>
    /// <exception cref="ModelException">It does not fit; the message names the largest size that does.</exception>
    public static void Check(FrameSize size, double bytesPerPixel, double available, int runs = 1)
    {
        double needed = bytesPerPixel * size.Pixels * runs;
        if (needed <= available * Share)
        {
            return;
        }

        double scale = Math.Sqrt(available * Share / needed);
        int width = (int)(size.Width * scale) / 2 * 2;
        int height = (int)(size.Height * scale) / 2 * 2;
        FrameSize? fitting = Math.Min(width, height) >= 16 ? new FrameSize(width, height) : null;
        string[] cures = [.. runs > 1 ? ["work on fewer at once"] : Array.Empty<string>(), .. fitting is { } fits ? [$"use frames of {fits} or smaller"] : Array.Empty<string>(), "free some memory"];
        throw new ModelException(string.Create(
            CultureInfo.InvariantCulture,
            $"{(runs > 1 ? $"{runs} frames of {size} at once need" : $"a {size} frame needs")} about {needed / 1e9:0.0} GB of memory and {available / 1e9:0.0} GB are free; {string.Join(", or ", cures)}"))
        {
            Remedies = (runs > 1 ? Remedies.FewerAtOnce : 0) | (fitting is null ? 0 : Remedies.SmallerFrames),
            LargestSize = fitting,
            NeededBytes = (long)needed,
            FreeBytes = (long)available,
        };
    }
}

using System.Collections.Concurrent;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>The filters that the installed ffmpeg was built with; asked for once. Thread-safe.</summary>
static class FilterList
{
    static readonly ConcurrentDictionary<string, IReadOnlySet<string>> Known = new();

    public static async Task<IReadOnlySet<string>> QueryAsync(CancellationToken cancellation)
    {
        string program = FfmpegPrograms.Ffmpeg();
        if (Known.TryGetValue(program, out IReadOnlySet<string>? known))
        {
            return known;
        }

        (_, string output, _) = await FfmpegProcess.RunAsync(program, "-hide_banner -v error -filters", cancellation).ConfigureAwait(false);

        // " .SC zscale            V->V       Apply resizing, …": the flags, the name, its pads, the rest.
        return Known[program] = output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2 && words[2].Contains("->", StringComparison.Ordinal))
            .Select(words => words[1])
            .ToHashSet();
    }
}

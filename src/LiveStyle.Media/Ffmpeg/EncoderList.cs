using System.Collections.Concurrent;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>The encoders that the installed ffmpeg was built with; asked for once. Thread-safe.</summary>
static class EncoderList
{
    static readonly ConcurrentDictionary<string, IReadOnlySet<string>> Known = new();

    public static async Task<IReadOnlySet<string>> QueryAsync(CancellationToken cancellation)
    {
        string program = FfmpegPrograms.Ffmpeg();
        if (Known.TryGetValue(program, out IReadOnlySet<string>? known))
        {
            return known;
        }

        (_, string output, _) = await FfmpegProcess.RunAsync(program, "-hide_banner -v error -encoders", cancellation).ConfigureAwait(false);

        // " V....D libx264   libx264 H.264 …": the flags, the name, the rest.
        return Known[program] = output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2 && words[0].Length == 6 && words[1] != "=")
            .Select(words => words[1])
            .ToHashSet();
    }
}

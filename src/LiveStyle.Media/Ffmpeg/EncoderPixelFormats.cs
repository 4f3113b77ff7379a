using System.Collections.Concurrent;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>The pixel formats that one encoder of the installed ffmpeg takes; asked for once. Thread-safe.</summary>
static class EncoderPixelFormats
{
    const string Heading = "Supported pixel formats:";

    static readonly ConcurrentDictionary<(string Program, string Encoder), IReadOnlySet<string>> Known = new();

    public static async Task<IReadOnlySet<string>> QueryAsync(string encoder, CancellationToken cancellation)
    {
        string program = FfmpegPrograms.Ffmpeg();
        if (Known.TryGetValue((program, encoder), out IReadOnlySet<string>? known))
        {
            return known;
        }

        (_, string output, _) = await FfmpegProcess.RunAsync(program, $"-hide_banner -v error -h encoder={encoder}", cancellation).ConfigureAwait(false);
        return Known[(program, encoder)] = output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(Heading, StringComparison.Ordinal))
            .SelectMany(line => line[Heading.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet();
    }
}

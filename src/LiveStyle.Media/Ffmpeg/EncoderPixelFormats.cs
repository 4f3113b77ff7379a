namespace LiveStyle.Media.Ffmpeg;

/// <summary>The pixel formats that one encoder of the installed ffmpeg takes.</summary>
static class EncoderPixelFormats
{
    const string Heading = "Supported pixel formats:";

    public static async Task<IReadOnlySet<string>> QueryAsync(string encoder, CancellationToken cancellation)
    {
        (_, string output, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(), $"-hide_banner -v error -h encoder={encoder}", cancellation).ConfigureAwait(false);
        return output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(Heading, StringComparison.Ordinal))
            .SelectMany(line => line[Heading.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet();
    }
}

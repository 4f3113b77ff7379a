namespace LiveStyle.Media.Ffmpeg;

/// <summary>The encoders that the installed ffmpeg was built with.</summary>
static class EncoderList
{
    public static async Task<IReadOnlySet<string>> QueryAsync(CancellationToken cancellation)
    {
        (_, string output, _) = await FfmpegProcess.RunAsync(FfmpegPrograms.Ffmpeg(), "-hide_banner -v error -encoders", cancellation).ConfigureAwait(false);

        // " V....D libx264   libx264 H.264 …": the flags, the name, the rest.
        return output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2 && words[0].Length == 6 && words[1] != "=")
            .Select(words => words[1])
            .ToHashSet();
    }
}

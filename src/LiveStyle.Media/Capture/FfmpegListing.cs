using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>Runs ffmpeg for what it says of devices, which it then "fails" to open.</summary>
static class FfmpegListing
{
    /// <summary>A device that does not answer is not waited for any longer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>All lines of its error stream.</summary>
    /// <param name="arguments">After those that every run has.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(string arguments, CancellationToken cancellation)
    {
        var lines = new List<string>();
        FfmpegProcess run = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), "-hide_banner -nostdin -v info " + arguments, line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }

            return true;
        });
        await using (run.ConfigureAwait(false))
        {
            run.CloseInput();
            try
            {
                await run.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                run.Kill();
            }

            lock (lines)
            {
                return [.. lines];
            }
        }
    }
}

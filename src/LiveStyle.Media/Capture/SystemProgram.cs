using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Capture;

/// <summary>Programs of the system that tell what is there: xwininfo, xrandr, pactl.</summary>
static class SystemProgram
{
    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed; null where there is no such program.</returns>
    /// <exception cref="MediaException">It failed; the message is its own.</exception>
    public static async Task<string?> RunAsync(string name, string arguments, CancellationToken cancellation)
    {
        if (FfmpegPrograms.Locate(name) is not { } program)
        {
            return null;
        }

        (int code, string output, FfmpegLog complaint) = await FfmpegProcess.RunAsync(program, arguments, cancellation).ConfigureAwait(false);
        return code == 0 ? output : throw new MediaException($"{name} failed: {complaint.Essence() ?? $"exit code {code}"}");
    }
}

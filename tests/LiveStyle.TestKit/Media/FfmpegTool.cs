using System.Diagnostics;

namespace LiveStyle.TestKit.Media;

/// <summary>The real ffmpeg and ffprobe, called by themselves: they make and examine what the tests read.</summary>
static class FfmpegTool
{
    /// <summary>Runs ffmpeg, and returns what it printed.</summary>
    /// <param name="arguments">After those that keep it quiet.</param>
    /// <exception cref="InvalidOperationException">It failed; the message holds its errors.</exception>
    public static string Ffmpeg(string arguments) => Run("ffmpeg", $"-hide_banner -nostdin -v error {arguments}");

    /// <summary>Hash of the bytes of all packets of the first sound track.</summary>
    public static string SoundHash(string path) => Ffmpeg($"-i \"{path}\" -map 0:a:0 -c copy -f streamhash -hash md5 -").Trim();

    /// <param name="program">"ffmpeg" or "ffprobe".</param>
    /// <param name="arguments">Its whole line.</param>
    /// <inheritdoc cref="Ffmpeg"/>
    public static string Run(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments}: {errors.Result}");
    }
}

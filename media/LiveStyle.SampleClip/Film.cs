using System.Diagnostics;

namespace LiveStyle.SampleClip;

/// <summary>ffmpeg with raw pictures at its door: H.264 and AAC out.</summary>
sealed class Film : IDisposable
{
    readonly Process ffmpeg;

    public Film(string path, string sound)
    {
        // One thread and no build string: the same bytes each time, from the same ffmpeg.
        string[] arguments =
        [
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{Camera.Width}x{Camera.Height}", "-r", $"{Camera.FrameRate}",
            "-i", "pipe:0", "-i", sound, "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int", "-pix_fmt", "yuv420p",
            "-c:v", "libx264", "-crf", "22", "-preset", "veryslow", "-threads", "1",
            "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
            "-c:a", "aac", "-b:a", "96k", "-t", $"{Camera.Frames / Camera.FrameRate}",
            "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", path,
        ];
        ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true })
            ?? throw new LiveStyleException("ffmpeg does not start; install it");
    }

    /// <param name="pixels">RGB8, one frame.</param>
    public void Write(byte[] pixels) => ffmpeg.StandardInput.BaseStream.Write(pixels);

    public void Complete()
    {
        ffmpeg.StandardInput.Close();
        ffmpeg.WaitForExit();
        if (ffmpeg.ExitCode != 0)
        {
            throw new LiveStyleException($"ffmpeg failed with exit code {ffmpeg.ExitCode}; see what it said above");
        }
    }

    public void Dispose() => ffmpeg.Dispose();
}

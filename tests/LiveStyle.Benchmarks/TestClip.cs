using System.Diagnostics;
using LiveStyle.Frames;

namespace LiveStyle.Benchmarks;

/// <summary>Clips with sound that ffmpeg draws.</summary>
static class TestClip
{
    public static async Task<string> MakeAsync(string folder, FrameSize size, double seconds, string name = "clip")
    {
        string path = Path.Combine(folder, $"{name}.mp4");
        string length = seconds.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        using Process ffmpeg = Process.Start("ffmpeg",
        [
            "-v", "error", "-f", "lavfi", "-i", $"testsrc2=s={size.Width}x{size.Height}:r=24:d={length}", "-f", "lavfi", "-i", $"sine=d={length}",
            "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", path,
        ]);
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? path : throw new InvalidOperationException("ffmpeg could not draw the clip");
    }
}

using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;

namespace LiveStyle.Benchmarks;

/// <summary>Clips with sound that ffmpeg draws.</summary>
static class TestClip
{
    public static async Task<string> MakeAsync(string folder, FrameSize size, int frames, string name = "clip")
    {
        string path = Path.Combine(folder, $"{name}.mp4");
        string length = (frames / 24.0).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        using Process ffmpeg = Process.Start("ffmpeg",
        [
            "-v", "error", "-f", "lavfi", "-i", $"testsrc2=s={size.Width}x{size.Height}:r=24", "-f", "lavfi", "-i", $"sine=d={length}",
            "-frames:v", $"{frames}", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", path,
        ]);
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? path : throw new InvalidOperationException("ffmpeg could not draw the clip");
    }

    /// <summary>Every frame, kept in memory; the caller's.</summary>
    public static async Task<List<HostFrame>> DecodeAsync(string clip)
    {
        var frames = new List<HostFrame>();
        await using VideoSource source = await VideoSource.OpenAsync(clip, new VideoSourceOptions(), CancellationToken.None);
        while (await source.ReadAsync(CancellationToken.None) is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }
}

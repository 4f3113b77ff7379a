using System.Collections.Concurrent;
using System.Globalization;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.TestKit.Programs;

/// <summary>Small clips that many tests read, made once by the real ffmpeg, which examines results too.</summary>
public sealed class Clips : IDisposable
{
    const string H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    static readonly Dictionary<string, string> Recipes = new()
    {
        // 24 frames of a second each, unless their name says otherwise.
        ["walk.mp4"] = $"-f lavfi -i testsrc2=s=64x48:r=24:d=1 -f lavfi -i sine=440:d=1:r=48000 {H264} -c:a aac",
        ["silent.mkv"] = "-f lavfi -i testsrc2=s=64x48:r=24:d=1 -c:v ffv1",
        ["full.mkv"] = "-f lavfi -i testsrc2=s=64x48:r=24:d=0.5 -c:v ffv1 -pix_fmt yuv444p",
        ["deep.mkv"] = "-f lavfi -i testsrc2=s=64x48:r=24:d=0.4 -vf setpts=PTS+floor(N/3)*0.07/TB -fps_mode vfr -c:v ffv1 -pix_fmt yuv420p10le"
            + " -color_range tv -colorspace bt2020nc -color_trc smpte2084 -color_primaries bt2020",
        ["variable.mkv"] = $"-f lavfi -i testsrc2=s=64x48:r=24:d=1 -vf setpts=PTS+floor(N/3)*0.07/TB -fps_mode vfr {H264}",
        ["odd.mkv"] = "-f lavfi -i testsrc2=s=428x240:r=24:d=0.125,format=bgr0,crop=427:239 -c:v ffv1",
        ["long.mp4"] = $"-f lavfi -i testsrc2=s=64x48:r=25:d=120 -f lavfi -i sine=440:d=120:r=48000 {H264} -c:a aac",
        ["dot.mkv"] = "-f lavfi -i testsrc2=s=64x48:r=24:d=0.25,format=bgr0,crop=1:1 -c:v ffv1",
        ["tiny.mkv"] = "-f lavfi -i testsrc2=s=64x48:r=24:d=0.25,format=bgr0,crop=15:15 -c:v ffv1",
        ["huge.mkv"] = "-f lavfi -i color=gray:s=7680x4320:r=24 -frames:v 1 -c:v mjpeg -pix_fmt yuvj420p",
        ["tone.m4a"] = "-f lavfi -i sine=440:d=1 -c:a aac",
        ["picture.png"] = "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
        ["picture.jpg"] = "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
        ["picture.webp"] = "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
        ["gray.jpg"] = "-f lavfi -i testsrc2=s=64x48 -frames:v 1 -pix_fmt gray",
        ["tiny.png"] = "-f lavfi -i testsrc2=s=64x48,format=rgb24,crop=15:15 -frames:v 1",
    };

    readonly ConcurrentDictionary<string, Lazy<string>> made = new();
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-clips-").FullName;

    /// <summary>Path of a clip, made the first time it is asked for.</summary>
    public string this[string name] => made.GetOrAdd(name, name => new Lazy<string>(() =>
    {
        string path = Path.Combine(folder, name);
        Ffmpeg($"{Recipes[name]} -y \"{path}\"");
        return path;
    })).Value;

    /// <summary>Presentation times of all frames, in seconds, as a player would show them.</summary>
    public static double[] FrameTimes(string path) =>
        [.. FfmpegTool.Run("ffprobe", $"-v error -select_streams v:0 -show_entries frame=pts_time -of csv=p=0 \"{path}\"")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.Parse(line.Trim().TrimEnd(','), CultureInfo.InvariantCulture))];

    /// <summary>"h264,64,48", or other entries of the first stream of a kind ("v", "a").</summary>
    public static string Stream(string path, string kind = "v", string entries = "codec_name,width,height") =>
        FfmpegTool.Run("ffprobe", $"-v error -select_streams {kind}:0 -show_entries stream={entries} -of csv=p=0 \"{path}\"").Trim().TrimEnd(',');

    /// <summary>Hash of the sound's packets, bit for bit.</summary>
    public static string SoundHash(string path) => FfmpegTool.SoundHash(path);

    /// <summary>Entries of a stream's packets, in the file's order; the last is "data_hash", which is of their bytes.</summary>
    public static string[] Packets(string path, string kind, string entries) =>
        [.. Probe($"-select_streams {kind} -show_data_hash md5 -show_entries packet={entries} -of csv=p=0 \"{path}\"")
            .Split('\n').Where(line => line.Contains("MD5:", StringComparison.Ordinal)).Select(line => line[..(line.IndexOf("MD5:", StringComparison.Ordinal) + 36)])];

    public static string Probe(string arguments) => FfmpegTool.Run("ffprobe", $"-v error {arguments}");

    /// <summary>RGB24 pixels of all frames, one after another.</summary>
    public static byte[] Pixels(string path)
    {
        string raw = Path.GetTempFileName();
        Ffmpeg($"-i \"{path}\" -fps_mode passthrough -f rawvideo -pix_fmt rgb24 -y \"{raw}\"");
        byte[] pixels = File.ReadAllBytes(raw);
        File.Delete(raw);
        return pixels;
    }

    public static string Ffmpeg(string arguments) => FfmpegTool.Ffmpeg(arguments);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

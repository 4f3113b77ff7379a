using System.Globalization;
using LiveStyle.Presentation.Presenting;
using Xunit;

namespace LiveStyle.TestKit.Media;

/// <summary>A folder of its own for one test, and the real ffmpeg to fill and examine it.</summary>
sealed class ClipFolder : IDisposable
{
    const string Picture = "-f lavfi -i testsrc2=s=64x48:r=24:d=1";
    const string Sound = "-f lavfi -i sine=440:d=1:r=48000";

    public string Root { get; } = Directory.CreateTempSubdirectory("livestyle-clips-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Names of all that lies in the folder.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)).Order();

    /// <summary>Makes a clip with the options given and returns its path.</summary>
    public string Make(string name, string options)
    {
        Ffmpeg($"{options} -y \"{this[name]}\"");
        return this[name];
    }

    /// <summary>A second of moving test pattern, 64×48 at 24 frames per second, with options of its encoding.</summary>
    public string MakeSilent(string name, string options = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p") =>
        Make(name, $"{Picture} {options}");

    /// <summary>The same with a tone of a second.</summary>
    public string MakeWithSound(string name, string audio = "-c:a aac", string video = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p") =>
        Make(name, $"{Picture} {Sound} {video} {audio}");

    /// <summary>Presentation times of the pictures that a player would show, in seconds, ascending.</summary>
    public double[] FrameTimes(string path) => Numbers(path, "-select_streams v:0 -show_entries frame=pts_time");

    /// <summary>Presentation times of the packets of one stream, such as "a:0".</summary>
    public double[] PacketTimes(string path, string stream) => Numbers(path, $"-select_streams {stream} -show_entries packet=pts_time");

    /// <summary>Hash of the bytes of all packets of the first sound track.</summary>
    public string SoundHash(string path) => FfmpegTool.SoundHash(path);

    public string Ask(string path, string entries) =>
        FfmpegTool.Run("ffprobe", $"-v error {entries} -of default=nw=1:nk=1 \"{path}\"").Trim();

    public string Ffmpeg(string arguments) => FfmpegTool.Ffmpeg(arguments);

    /// <summary>Raw pixels of one frame, as ffmpeg itself decodes it.</summary>
    public byte[] Pixels(string path, int index, string filter = "null", string format = "rgb24")
    {
        string raw = this[$"pixels-{Guid.NewGuid():N}.raw"];
        Ffmpeg($"-i \"{path}\" -vf \"select=eq(n\\,{index}),{filter}\" -frames:v 1 -fps_mode passthrough -f rawvideo -pix_fmt {format} -y \"{raw}\"");
        byte[] pixels = File.ReadAllBytes(raw);
        File.Delete(raw);
        return pixels;
    }

    /// <summary>Raw pixels of all frames, one after another, as ffmpeg itself decodes them.</summary>
    public byte[] AllPixels(string path, string format)
    {
        Ffmpeg($"-i \"{path}\" -fps_mode passthrough -f rawvideo -pix_fmt {format} -y \"{this["all.raw"]}\"");
        return File.ReadAllBytes(this["all.raw"]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    double[] Numbers(string path, string entries) =>
        [.. FfmpegTool.Run("ffprobe", $"-v error {entries} -of csv=p=0 \"{path}\"")
            .Split('\n')
            .Select(line => line.Trim().Trim(','))
            .Where(line => line.Length > 0 && line != "N/A")
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))
            .Order()];
}

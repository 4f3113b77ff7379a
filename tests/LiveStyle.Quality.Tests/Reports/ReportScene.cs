using System.Numerics;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Quality.Reports;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Pictures;
using LiveStyle.TestKit.Programs;

namespace LiveStyle.Quality.Tests.Reports;

/// <summary>Small films without loss, made of frames that the test draws, and what a report is told of them.</summary>
sealed class ReportScene : IDisposable
{
    public static readonly FrameSize Size = new(96, 64);

    /// <summary>Its paintings are as large as the films.</summary>
    readonly TinyBundle bundle = new(edit: description => description with { Styles = [.. description.Styles.Select(style => style with { PaintingSide = Size.Height })] });

    public ClipFolder Clips { get; } = new();

    /// <summary>A film of pictures at 12 frames per second, each pixel kept.</summary>
    public string Film(string name, IEnumerable<HostFrame> frames, string options = "-c:v ffv1 -pix_fmt gbrp")
    {
        string raw = Clips[name + ".raw"];
        using (FileStream file = File.Create(raw))
        {
            foreach (HostFrame frame in frames)
            {
                file.Write(frame.Pixels);
                frame.Dispose();
            }
        }

        string path = Clips.Make(name, $"-f rawvideo -pix_fmt rgb24 -s {Size.Width}x{Size.Height} -r 12 -i \"{raw}\" {options}");
        File.Delete(raw);
        return path;
    }

    public static IEnumerable<HostFrame> Still(int frames, int seed = 1) => Moving(frames, Vector2.Zero, seed);

    /// <summary>A texture that goes on by so many pixels a frame.</summary>
    public static IEnumerable<HostFrame> Moving(int frames, Vector2 speed, int seed = 1) =>
        Enumerable.Range(0, frames).Select(i => MovedTexture.Draw(Size, place => place - i * speed, seed));

    /// <summary>The same with noise, another one in each frame.</summary>
    public static IEnumerable<HostFrame> Noisy(IEnumerable<HostFrame> frames, int most)
    {
        var random = new Random(4);
        foreach (HostFrame frame in frames)
        {
            foreach (ref byte value in frame.Pixels)
            {
                value = (byte)Math.Clamp(value + random.Next(-most, most + 1), 0, 255);
            }

            yield return frame;
        }
    }

    public ModelBundle Model() => bundle.Load();

    public FilmReportInput Input(string original, string film, string timeline = "0s dark; 1s negative") => new()
    {
        Original = original,
        Film = film,
        Model = Model(),
        Timeline = Timeline.Parse(timeline),
        FramesIn = 12,
        FramesOut = 12,
        Seconds = 3.5,
        FramesPerSecond = 3.43,
        DeviceName = "cpu (a test)",
        Settings = [new("Codec", "ffv1"), new("Size", Size.ToString())],
    };

    public static Task<FilmReport> MeasureAsync(FilmReportInput input, FilmReportOptions? options = null) =>
        FilmReport.MeasureAsync(input, options ?? new FilmReportOptions { Samples = 4 }, null, CancellationToken.None);

    /// <summary>VGG-19's layers up to the fourth block in torchvision's names, of a few channels, with random weights.</summary>
    public string SaveVgg()
    {
        var random = new Random(5);
        var arrays = new List<(string, long[], ReadOnlyMemory<float>)>();
        long inputs = 3;
        foreach (int index in (int[])[0, 2, 5, 7, 10, 12, 14, 16, 19])
        {
            float deviation = 1.5f / MathF.Sqrt(inputs * 9);
            arrays.Add(($"features.{index}.weight", [6, inputs, 3, 3], Values(6 * (int)inputs * 9, deviation)));
            arrays.Add(($"features.{index}.bias", [6], Values(6, 0.05f)));
            inputs = 6;
        }

        SafetensorsFile.Save(Clips["vgg.safetensors"], arrays);
        return Clips["vgg.safetensors"];

        float[] Values(int count, float deviation) => [.. Enumerable.Range(0, count).Select(_ => deviation * (float)(random.NextDouble() * 2 - 1))];
    }

    public void Dispose()
    {
        bundle.Dispose();
        Clips.Dispose();
    }
}

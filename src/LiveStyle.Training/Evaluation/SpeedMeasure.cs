using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Evaluation;

/// <summary>How large the bundle is, and how long a frame takes.</summary>
sealed class SpeedMeasure(HostFrame picture) : IMeasure
{
    const int Warm = 2, Least = 5;
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);
    static readonly FrameSize[] Sizes = [new(256, 256), new(640, 360), new(1280, 720)];

    public string Name => "speed";

    public string Definition =>
        $"Milliseconds a frame of the network alone on {Environment.ProcessorCount} processor threads (ONNX Runtime's CPU provider, bytes in and bytes out): median of at least {Least} runs after {Warm} that don't count. Megabytes (10⁶ bytes) of network and styles.";

    public Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        double megabytes = Bytes(bundle, "network.onnx") / 1e6, styles = Bytes(bundle, "styles.safetensors") / 1e6;
        List<Figure> figures = [new("network", megabytes, "MB"), new("all styles together", styles, "MB")];
        var details = new JsonObject { ["networkMegabytes"] = megabytes, ["stylesMegabytes"] = styles };
        for (int i = 0; i < Sizes.Length; i++)
        {
            using HostFrame frame = StillImage.Fill(picture, Sizes[i]);
            double milliseconds = Time(bundle, frame, cancellation);
            figures.Add(new Figure($"a frame of {Sizes[i]}", milliseconds, "ms"));
            details[$"millisecondsAt{Sizes[i].Width}x{Sizes[i].Height}"] = milliseconds;
            progress((i + 1.0) / Sizes.Length);
        }

        return Task.FromResult(new Finding(figures, details));
    }

    static long Bytes(EvaluatedBundle bundle, string file) => new FileInfo(Path.Combine(bundle.Bundle.Directory, file)).Length;

    static double Time(EvaluatedBundle bundle, HostFrame frame, CancellationToken cancellation)
    {
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        for (int run = -Warm; run < Least || whole.Elapsed < Enough; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            using HostFrame stylized = bundle.Stylize(frame, bundle.Painted[0].Slug);
            if (run >= 0)
            {
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}

using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Running;

namespace LiveStyle.Benchmarks;

/// <summary>Whole films, as transcode makes them (opened, indexed, decoded, restyled, encoded in segments, joined), against the bare network on the same frames.</summary>
static class FilmSpeedReport
{
    const int Rounds = 3;

    /// <param name="model">A bundle's name.</param>
    /// <param name="size">Of the film.</param>
    /// <param name="frames">Of the film.</param>
    public static async Task PrintAsync(string model, FrameSize size, int frames)
    {
        ModelBundle bundle = ModelBundle.Open(model);
        string folder = Directory.CreateTempSubdirectory("livestyle-bench-").FullName;
        try
        {
            string clip = await TestClip.MakeAsync(folder, size, frames);
            List<HostFrame> decoded = await TestClip.DecodeAsync(clip);
            using HostFrame target = HostFrame.Allocate(size);
            using var bare = new BareNetwork(bundle, decoded, target, bundle.Styles.Embed(new Blend("munch-scream")));
            int film = 0;
            Task Make(string preset) => new Transcoder().RunAsync(
                new TranscodeOptions
                {
                    Film = new FilmSettings
                    {
                        Input = clip, Output = Path.Combine(folder, $"{film++}.mp4"), Model = model, Timeline = Timeline.Parse("0s munch-scream"), Preset = preset,
                    },
                },
                CancellationToken.None);

            double[] seconds = await Measurement.InTurnAsync(
                Rounds,
                () =>
                {
                    for (int i = 0; i < frames; i++)
                    {
                        bare.Run(i);
                    }

                    return Task.CompletedTask;
                },
                () => Make("medium"),
                () => Make("veryfast"));
            decoded.ForEach(frame => frame.Dispose());
            Console.WriteLine($"{model}, {size}, {frames} frames, medians of {Rounds} rounds in turn, {Environment.ProcessorCount} cores");
            Line("bare ONNX Runtime, its default settings", seconds[0]);
            Line("whole transcode, preset medium", seconds[1]);
            Line("whole transcode, preset veryfast", seconds[2]);

            void Line(string what, double time) => Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {what,-42} {frames / time,8:0.00} frames/s  ratio {seconds[0] / time:0.000}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

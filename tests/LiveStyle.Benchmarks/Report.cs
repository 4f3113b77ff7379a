using System.Globalization;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Benchmarks;

/// <summary>The figures that the README quotes, each with its reference measured in the same run.</summary>
static class Report
{
    const string Moving = "0s original ease-in-out; 0.4s munch-scream*0.5 + hokusai-great-wave*0.5; 1s picabia-udnie";
    const int Rounds = 3;

    public static async Task PrintAsync(FrameSize size, int frames)
    {
        ModelBundle bundle = ModelBundle.Open("gallery");
        string folder = Directory.CreateTempSubdirectory("livestyle-bench-").FullName;
        try
        {
            Console.WriteLine($"{bundle.Description.Name}, {size}, {frames} frames a round, medians of {Rounds} rounds in turn, {Environment.ProcessorCount} cores");
            string clip = await TestClip.MakeAsync(folder, size, frames);
            await TranscodeAsync(bundle, clip, folder, size, frames);
            await BlendAsync(bundle, size, frames);
            await TorchAsync(bundle, size, frames);
            await MemoryReport.PrintAsync(folder);
            PrintBundleSize(bundle);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task TranscodeAsync(ModelBundle bundle, string clip, string folder, FrameSize size, int frames)
    {
        List<HostFrame> decoded = await TestClip.DecodeAsync(clip);
        using HostFrame target = HostFrame.Allocate(size);
        using var bare = new BareNetwork(bundle, decoded, target, bundle.Styles.Embed(new Blend("munch-scream")));
        await using OnnxStylizer stylizer = OnnxStylizer.Create(bundle);
        stylizer.SetTimeline(Timeline.Parse(Moving));
        int run = 0;
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
            async () =>
            {
                string output = Path.Combine(folder, $"out{run++}.mp4");
                await using VideoSource video = await VideoSource.OpenAsync(clip, new VideoSourceOptions(), CancellationToken.None);
                await using VideoEncoder encoder = await VideoEncoder.CreateAsync(output, new VideoEncoderOptions
                {
                    Size = video.Size, TimeBase = video.TimeBase, FrameRate = video.FrameRate,
                }, CancellationToken.None);
                FramePipelineResult result = await FramePipeline.RunAsync(video, new Borrowed(stylizer), encoder, new FramePipelineOptions(), CancellationToken.None);
                if (result.FramesOut != frames)
                {
                    throw new InvalidOperationException($"{result.FramesOut} of {frames} frames came out");
                }
            });
        decoded.ForEach(frame => frame.Dispose());
        Line("bare ONNX Runtime, its default settings", frames / seconds[0], "frames/s", null);
        Line("decode, stylize, encode", frames / seconds[1], "frames/s", seconds[0] / seconds[1]);
    }

    static async Task BlendAsync(ModelBundle bundle, FrameSize size, int frames)
    {
        await using OnnxStylizer still = OnnxStylizer.Create(bundle), moving = OnnxStylizer.Create(bundle);
        still.SetBlend(new Blend("munch-scream"));
        moving.SetTimeline(Timeline.Parse(Moving));
        using var pool = new FramePool(size);
        var allocated = new long[2];
        async Task Stylize(OnnxStylizer stylizer, int which)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < frames; i++)
            {
                HostFrame frame = pool.Rent();
                frame.Timestamp = new Time.Timestamp(i, new Time.Rational(1, 24));
                (await stylizer.ProcessAsync(frame, CancellationToken.None)).Dispose();
            }

            allocated[which] = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        double[] seconds = await Measurement.InTurnAsync(Rounds, () => Stylize(still, 0), () => Stylize(moving, 1));
        Line("stylizer, the same blend every frame", frames / seconds[0], "frames/s", null);
        Line("stylizer, another blend every frame", frames / seconds[1], "frames/s", seconds[0] / seconds[1]);
        Console.WriteLine($"  allocated a frame: {allocated[0] / frames} and {allocated[1] / frames} bytes");
    }

    static async Task TorchAsync(ModelBundle bundle, FrameSize size, int frames)
    {
        using var network = new TransformNetwork(TransformArchitecture.Create(bundle.Description.Architecture.Family, bundle.Description.Architecture.Width, bundle.Description.Architecture.ResidualBlocks), 2);
        using HostFrame source = HostFrame.Allocate(size), target = HostFrame.Allocate(size);
        new Random(1).NextBytes(source.Pixels);
        using Tensor picture = FrameTensor.From(source);
        using var bare = new BareNetwork(bundle, [source], target, bundle.Styles.Embed(new Blend("munch-scream")));
        int few = Math.Max(1, frames / 6);
        double[] seconds = await Measurement.InTurnAsync(
            Rounds,
            () =>
            {
                for (int i = 0; i < few; i++)
                {
                    bare.Run(0);
                }

                return Task.CompletedTask;
            },
            () =>
            {
                for (int i = 0; i < few; i++)
                {
                    using IDisposable noGradient = no_grad();
                    using DisposeScope scope = NewDisposeScope();
                    network.forward(picture, network.Embeddings.narrow(0, 0, 1));
                }

                return Task.CompletedTask;
            });
        Line("TorchSharp's forward pass (against the bare network)", few / seconds[1], "frames/s", seconds[0] / seconds[1]);
    }

    static void PrintBundleSize(ModelBundle bundle)
    {
        long whole = new DirectoryInfo(bundle.Directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        int count = bundle.Styles.Names.Count;
        long rows = new FileInfo(Path.Combine(bundle.Directory, ModelDescription.StylesFile)).Length;
        long previews = bundle.Styles.Names.Count == 0 ? 0 : Directory.EnumerateFiles(Path.Combine(bundle.Directory, "previews"))
            .Where(path => bundle.Styles.Names.TryFind(Path.GetFileNameWithoutExtension(path), out _))
            .Sum(path => new FileInfo(path).Length);
        double one = whole - (rows + previews) * (count - 1.0) / count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"bundle with {count} styles {whole / 1e6:0.000} MB (previews too), with one {one / 1e6:0.000} MB: {100 * (whole / one - 1):0.00} % more"));
    }

    static void Line(string what, double value, string unit, double? ratio) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-56} {value,8:0.000} {unit}{(ratio is { } share ? $"   ratio {share:0.000}" : "")}"));

    /// <summary>Lets a pipeline use a stylizer that outlives it.</summary>
    sealed class Borrowed(OnnxStylizer stylizer) : IFrameProcessor<HostFrame, HostFrame>
    {
        public int Slots => stylizer.Slots;

        public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation) => stylizer.ProcessAsync(frame, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using System.Globalization;
using LiveStyle.Benchmarks.Peers;
using LiveStyle.Cpu;
using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.Benchmarks;

/// <summary>Our own engine in each set of instructions against ONNX Runtime and its peers, on one frame, in turns.</summary>
static class CpuReport
{
    /// <summary>Pixels of frames whose steps are told one by one: those of larger ones behave alike.</summary>
    const long LargestByStep = 640 * 360;

    static readonly FrameSize[] Sizes = [new(256, 256), new(640, 360), new(1280, 720)];

    /// <param name="models">The bundles.</param>
    /// <param name="size">The frames'; null: the usual ones.</param>
    /// <param name="rounds">How often each takes its turn.</param>
    public static async Task PrintAsync(string[] models, FrameSize? size, int rounds)
    {
        Console.WriteLine($"One frame, medians of {rounds} rounds in turn, {Environment.ProcessorCount} cores; ONNX Runtime {InferenceRuntime.Version}");
        foreach (string model in models)
        {
            ModelBundle bundle = ModelBundle.Open(model);
            foreach (FrameSize each in size is { } only ? [only] : Sizes)
            {
                await PrintAsync(bundle, each, rounds);
            }
        }
    }

    static async Task PrintAsync(ModelBundle bundle, FrameSize size, int rounds)
    {
        using HostFrame source = HostFrame.Allocate(size), target = HostFrame.Allocate(size);
        new Random(1).NextBytes(source.Pixels);
        float[] embedding = bundle.Styles.Row(bundle.Styles.Names.Count - 1).ToArray();
        BundleKernels kernels = BundleKernels.TryRead(bundle) ?? throw new ModelException($"{bundle.Description.Name} is of neither family");
        int[] threads = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        var stylizers = threads.Select(count => OnnxStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Onnx, Threads = count })).ToList();
        var networks = InstructionSets.Available.Where(set => set >= InstructionSet.Vector128)
            .Select(set => new CpuNetwork(kernels.Architecture, kernels.Kernels, bundle.Description.Architecture.PassThrough, new CpuNetworkOptions { Instructions = set })).ToList();
        var passes = networks.SelectMany(network => threads.Select(count => network.Prepare(size, count))).ToList();
        List<IPeer> peers = PeerNetworks.Create(new PeerScene(bundle, kernels, embedding, source), threads);
        try
        {
            passes[^1].Run(embedding, source, target);
            PeerNetworks.Check(peers, target);
            double[] seconds = await Measurement.InTurnAsync(rounds, [
                .. stylizers.Select(stylizer => (Func<Task>)(() => Done(() => stylizer.Stylize(source, target, embedding)))),
                .. passes.Select(pass => (Func<Task>)(() => Done(() => pass.Run(embedding, source, target)))),
                .. peers.Select(peer => (Func<Task>)(() => Done(peer.Run))),
            ]);
            string[] names = [
                .. threads.Select(_ => "ONNX Runtime"), .. passes.Select(pass => pass.Network.Instructions.Name()), .. peers.Select(peer => peer.Name),
            ];
            long multiplyAdds = passes[0].Plan.MultiplyAdds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bundle.Description.Name} at {size}, {multiplyAdds / 1e9:0.00} billion multiply-adds"));
            for (int i = 0; i < seconds.Length; i++)
            {
                double ratio = seconds[i % threads.Length] / seconds[i];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {names[i],-14} {threads[i % threads.Length]} thread(s) {1e3 * seconds[i],9:0.00} ms {2e-9 * multiplyAdds / seconds[i],8:0.0} GFLOP/s  ratio {ratio:0.00}"));
            }

            if (size.Pixels <= LargestByStep)
            {
                LayerReport.Print(passes[^threads.Length], embedding, source, target, rounds);
            }
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
            passes.ForEach(pass => pass.Dispose());
            networks.ForEach(network => network.Dispose());
            foreach (OnnxStylizer stylizer in stylizers)
            {
                await stylizer.DisposeAsync();
            }
        }
    }

    static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LiveStyle.Cpu;
using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Networks;

// Restyles one frame as often as it is told by the live network's shape with random weights, on one thread, and prints how the program is compiled,
// the instructions, the least milliseconds of a frame, and a sum over the picture's bytes, which tells whether two programs paint the same.
int frames = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
var architecture = new LiveArchitecture();
var random = new Random(1);
Dictionary<string, float[]> kernels = architecture.Layers.ToDictionary(
    layer => layer.Name, layer => Values(layer.Outputs * layer.Inputs * layer.Side * layer.Side, () => random.NextSingle() - 0.5f));
using var network = new CpuNetwork(architecture, kernels, hasPassThrough: false);
float[] embedding = Values(network.EmbeddingLength, () => random.NextSingle());
var size = new FrameSize(640, 360);
using CpuPass pass = network.Prepare(size);
using HostFrame source = HostFrame.Allocate(size), target = HostFrame.Allocate(size);
random.NextBytes(source.Pixels);

double least = double.MaxValue;
for (int i = 0; i < frames; i++)
{
    long start = Stopwatch.GetTimestamp();
    pass.Run(embedding, source, target);
    least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
}

ulong sum = 0;
foreach (byte value in target.Pixels)
{
    sum = 31 * sum + value;
}

string compiled = RuntimeFeature.IsDynamicCodeCompiled ? "just in time" : "ahead of time";
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compiled}; {network.Instructions.Name()}; {least:0.000}; {sum:x16}"));
return 0;

static float[] Values(int count, Func<float> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

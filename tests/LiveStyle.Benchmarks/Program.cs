using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

// Every class of this program with a [Benchmark] method is a benchmark: all of them without arguments,
// else BenchmarkDotNet's own arguments (--filter, --list flat, --job short).
var assembly = typeof(Program).Assembly;
var classes = assembly.GetTypes()
    .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute), inherit: true)))
    .ToList();

if (classes.Count == 0)
{
    Console.WriteLine("No benchmark is written yet. To come: transcode against the bare network, TorchSharp's forward pass, a blend that changes every frame.");
    return 1;
}

BenchmarkSwitcher.FromAssembly(assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
return 0;

using BenchmarkDotNet.Running;
using LiveStyle.Benchmarks;

// Whole-program figures by default; "kernels" hands the rest of the arguments to BenchmarkDotNet; "--gpu [--device NAME]" measures Vulkan devices.
if (args is ["kernels", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(BlendKernels).Assembly).Run(rest.Length > 0 ? rest : ["--filter", "*"]);
    return 0;
}

if (args is ["--gpu", .. var which])
{
    await GpuReport.PrintAsync(which is ["--device", var device] ? device : null);
    return 0;
}

LiveStyle.Training.NativeAllocator.KeepMapped();
string size = args.Length > 0 ? args[0] : "640x360";
int frames = args.Length > 1 ? int.Parse(args[1]) : 24;
string[] sides = size.Split('x');
await Report.PrintAsync(new LiveStyle.Frames.FrameSize(int.Parse(sides[0]), int.Parse(sides[1])), frames);
return 0;

using BenchmarkDotNet.Running;
using LiveStyle.Benchmarks;

// Whole-program figures by default; "kernels" hands the rest of the arguments to BenchmarkDotNet; "--gpu [--device NAME] [--size 640x360]" measures Vulkan devices; "--cpu [MODEL] [SIZE] [ROUNDS]" our own engine on the processor; "--start [MODEL] [SIZE] [ROUNDS]" the time to its first frame; "--film [MODEL] [SIZE] [FRAMES]" whole films; "--compositing" the masks.
if (args is ["kernels", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(BlendKernels).Assembly).Run(rest.Length > 0 ? rest : ["--filter", "*"]);
    return 0;
}

if (args is ["--gpu", .. var which])
{
    string? After(string option) => which.SkipWhile(argument => argument != option).Skip(1).FirstOrDefault();
    await GpuReport.PrintAsync(After("--device"), After("--size") is { } given ? ReadSize(given) : null);
    return 0;
}

if (args is ["--cpu", .. var processor])
{
    await CpuReport.PrintAsync(
        processor.Length > 0 ? [processor[0]] : ["live", "gallery"], processor.Length > 1 ? ReadSize(processor[1]) : null, int.Parse(processor.ElementAtOrDefault(2) ?? "15"));
    return 0;
}

if (args is ["--start", .. var begun])
{
    await StartReport.PrintAsync(
        begun.Length > 0 ? [begun[0]] : ["live", "gallery"], begun.Length > 1 ? ReadSize(begun[1]) : new(640, 360), int.Parse(begun.ElementAtOrDefault(2) ?? "9"));
    return 0;
}

if (args is ["--film", .. var film])
{
    await FilmSpeedReport.PrintAsync(film.ElementAtOrDefault(0) ?? "live", ReadSize(film.ElementAtOrDefault(1) ?? "640x360"), int.Parse(film.ElementAtOrDefault(2) ?? "240"));
    return 0;
}

if (args is ["--compositing"])
{
    CompositingReport.Print();
    return 0;
}

LiveStyle.Training.NativeAllocator.KeepMapped();
string size = args.Length > 0 ? args[0] : "640x360";
int frames = args.Length > 1 ? int.Parse(args[1]) : 24;
await Report.PrintAsync(ReadSize(size), frames);
return 0;

static LiveStyle.Frames.FrameSize ReadSize(string text)
{
    string[] sides = text.Split('x');
    return new LiveStyle.Frames.FrameSize(int.Parse(sides[0]), int.Parse(sides[1]));
}

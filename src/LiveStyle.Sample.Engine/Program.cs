using LiveStyle;
using LiveStyle.Gpu;
using LiveStyle.Sample;
using LiveStyle.Sample.Vulkan;

if (args.Contains("--help"))
{
    Console.WriteLine(SampleOptions.Help);
    return 0;
}

using var validation = new ValidationLog();
try
{
    SampleOptions options = SampleOptions.Read(args);
    ValidationLog? listening = options.Validates ? validation : null;
    if (options.IsHeadless)
    {
        HeadlessRun.Run(options, listening);
    }
    else
    {
        WindowedRun.Run(options, listening);
    }
}
catch (Exception problem) when (problem is LiveStyleException or IOException or UnauthorizedAccessException)
{
    string cure = problem is GpuException { LargestSize: { } size } ? $" (use --size {size.Width}x{size.Height})" : "";
    Console.Error.WriteLine("livestyle-engine-sample: " + problem.Message.ReplaceLineEndings(" ") + cure);
    return 1;
}

foreach (string message in validation.Messages)
{
    Console.Error.WriteLine("validation: " + message);
}

return validation.Messages.IsEmpty ? 0 : 1;

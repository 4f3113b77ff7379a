using LiveStyle.Gpu;

namespace LiveStyle.App.Displays;

/// <summary>What this program's options do about a failure that a GPU is at the bottom of.</summary>
static class GpuCures
{
    /// <summary>The failure's line, and after it the options that help: libraries know none.</summary>
    public static string Tell(LiveStyleException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is GpuException problem)
            {
                string options = string.Join(" or ", Options(problem));
                return options.Length == 0 ? failure.Message : $"{failure.Message} (use {options})";
            }
        }

        return failure.Message;
    }

    static IEnumerable<string> Options(GpuException problem)
    {
        if (problem.Remedies.HasFlag(GpuRemedies.SmallerFrames))
        {
            yield return problem.LargestSize is { } size ? $"--size {size.Width}x{size.Height}" : "a smaller --size";
        }

        if (problem.Remedies.HasFlag(GpuRemedies.Processor))
        {
            yield return "--device cpu";
        }

        if (problem.Remedies.HasFlag(GpuRemedies.NoWindow))
        {
            yield return "--headless";
        }

        if (problem.Remedies.HasFlag(GpuRemedies.NoDrawing))
        {
            yield return "livestyle transcode";
        }
    }
}

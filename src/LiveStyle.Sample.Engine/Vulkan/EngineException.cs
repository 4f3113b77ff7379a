using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>The engine can't do what was asked; one line says why and what helps.</summary>
sealed class EngineException(string message, Exception? cause = null) : LiveStyleException(message, cause);

static class ResultChecks
{
    /// <summary>Throws for anything but success.</summary>
    /// <param name="operation">What was tried, as in "open the device".</param>
    public static void Check(this Result result, string operation)
    {
        if (result != Result.Success)
        {
            throw new EngineException($"Vulkan could not {operation} ({result}); update the GPU's driver, or try a smaller --size");
        }
    }
}

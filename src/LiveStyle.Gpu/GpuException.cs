using Silk.NET.Vulkan;

namespace LiveStyle.Gpu;

/// <summary>A GPU, its driver or the window system can't do what was asked.</summary>
public sealed class GpuException(string message, Exception? cause = null) : LiveStyleException(message, cause)
{
    /// <summary>The device stopped answering, was reset or was taken out; a new one may work.</summary>
    public bool IsDeviceLost { get; init; }

    /// <summary>There was no memory left for what was asked.</summary>
    public bool IsOutOfMemory { get; init; }
}

/// <summary>Vulkan's results as exceptions.</summary>
public static class ResultChecks
{
    /// <param name="result">What a call returned; anything but success throws.</param>
    /// <param name="operation">What was tried, as in "create a buffer".</param>
    public static void Check(this Result result, string operation)
    {
        if (result != Result.Success)
        {
            Throw(result, operation);
        }
    }

    static void Throw(Result result, string operation) => throw (result switch
    {
        Result.ErrorDeviceLost => new GpuException($"the GPU stopped answering (could not {operation}); start again, or use --device cpu") { IsDeviceLost = true },
        Result.ErrorOutOfDeviceMemory or Result.ErrorOutOfHostMemory => new GpuException(
            $"the GPU's memory is full (could not {operation}); use a smaller --size, close other programs, or use --device cpu") { IsOutOfMemory = true },
        _ => new GpuException($"the GPU could not {operation} ({result}); update its driver, or use --device cpu"),
    });
}

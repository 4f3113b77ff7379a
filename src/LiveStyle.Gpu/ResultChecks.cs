using Silk.NET.Vulkan;

namespace LiveStyle.Gpu;

/// <summary>Vulkan's results as exceptions.</summary>
public static class ResultChecks
{
    /// <summary>Throws unless a call succeeded. Allocates nothing where it did. Thread-safe.</summary>
    /// <param name="result">What a call returned; anything but <see cref="Result.Success"/> throws.</param>
    /// <param name="operation">What was tried, as in "create a buffer".</param>
    /// <exception cref="GpuException">The call failed; a lost device and full memory are marked as such.</exception>
    public static void Check(this Result result, string operation)
    {
        if (result != Result.Success)
        {
            Throw(result, operation);
        }
    }

    static void Throw(Result result, string operation) => throw (result switch
    {
        Result.ErrorDeviceLost => new GpuException($"the GPU stopped answering (could not {operation}); start again")
        {
            IsDeviceLost = true, Remedies = Remedies.Processor,
        },
        Result.ErrorOutOfDeviceMemory or Result.ErrorOutOfHostMemory => new GpuException(
            $"the GPU's memory is full (could not {operation}); close other programs")
        {
            IsOutOfMemory = true, Remedies = Remedies.SmallerFrames | Remedies.Processor,
        },
        _ => new GpuException($"the GPU could not {operation} ({result}); update its driver") { Remedies = Remedies.Processor },
    });
}

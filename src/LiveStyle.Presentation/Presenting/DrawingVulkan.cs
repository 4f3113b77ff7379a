using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Opens the Vulkan that draws: any device will do, and the processor, which can run a network, is no way around it.</summary>
public static class DrawingVulkan
{
    /// <summary>Opens the loader.</summary>
    /// <param name="options">How, with what a window needs.</param>
    /// <param name="drawer">What draws, as the subject of a sentence, such as "playing".</param>
    /// <param name="remedies">What a caller can do instead.</param>
    /// <exception cref="GpuException">There is no Vulkan, or it can't be opened.</exception>
    public static GpuInstance OpenInstance(GpuInstanceOptions options, string drawer, Remedies remedies)
    {
        try
        {
            return GpuInstance.Open(options);
        }
        catch (GpuException problem) when (!problem.IsDeviceLost)
        {
            throw WithoutProcessor(problem, drawer, remedies);
        }
    }

    /// <summary>Opens a device.</summary>
    /// <param name="instance">The loader; it outlives the device.</param>
    /// <param name="name">A part of the device's name, or its number; null: the best.</param>
    /// <param name="drawer">What draws, as the subject of a sentence, such as "playing".</param>
    /// <param name="remedies">What a caller can do instead.</param>
    /// <exception cref="GpuException">There is no such device, or it can't be opened.</exception>
    public static GpuDevice OpenDevice(GpuInstance instance, string? name, string drawer, Remedies remedies)
    {
        try
        {
            return GpuDevice.Open(instance, instance.Choose(name));
        }
        catch (GpuException problem) when (!problem.IsDeviceLost)
        {
            throw WithoutProcessor(problem, drawer, remedies);
        }
    }

    static GpuException WithoutProcessor(GpuException problem, string drawer, Remedies remedies) => problem.Remedies.HasFlag(Remedies.Processor)
        ? new GpuException($"{drawer} draws with Vulkan: {problem.Problem}", problem)
        {
            IsOutOfMemory = problem.IsOutOfMemory,
            LargestSize = problem.LargestSize,
            Remedies = problem.Remedies & ~Remedies.Processor | remedies,
        }
        : problem;
}

using LiveStyle.Gpu.Kernels;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Plan;

/// <summary>One dispatch of a network.</summary>
/// <param name="Name">The layer and what is done, for people.</param>
/// <param name="Kernel">The shader.</param>
/// <param name="Set">The buffers of the step.</param>
/// <param name="Constants">The push constants of the step.</param>
/// <param name="X">Workgroups across.</param>
/// <param name="Y">Workgroups down.</param>
/// <param name="Z">Workgroups deep.</param>
/// <param name="Operations">Floating-point operations, two a multiply-add; 0 where they don't count.</param>
/// <param name="Bytes">That have to be read and written at least once.</param>
sealed record NetworkStep(
    string Name, ComputeKernel Kernel, DescriptorSet Set, NetworkConstants Constants, int X, int Y, int Z, long Operations, long Bytes);

/// <summary>Is told when a step has been recorded, to measure it.</summary>
interface IKernelWatch
{
    /// <summary>The first step is about to be recorded.</summary>
    void Before(CommandBuffer commands)
    {
    }

    /// <summary>A step and the barrier that ends it have been recorded.</summary>
    void After(CommandBuffer commands, NetworkStep step);
}

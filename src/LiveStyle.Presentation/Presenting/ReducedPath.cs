using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>A network at a size of its own: the original is drawn smaller first, where that is smaller.</summary>
sealed class ReducedPath : IDisposable
{
    const int Slots = 3;

    readonly NetworkPass pass;
    readonly ImageResampler? resampler;
    readonly GpuImage? reduced;

    /// <exception cref="GpuException">There is no room.</exception>
    public ReducedPath(GpuDevice device, GpuNetwork network, FrameSize size, FrameSize inference)
    {
        Inference = inference;
        pass = network.Prepare(inference);
        if (inference == size)
        {
            return;
        }

        try
        {
            resampler = new ImageResampler(device, size, inference, Slots);
            reduced = GpuImage.Create(device, inference, Format.R8G8B8A8Unorm, "a reduced frame");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public FrameSize Inference { get; }

    public void Record(CommandBuffer commands, int slot, GpuImage original, GpuImage stylized, ReadOnlySpan<float> embedding)
    {
        if (resampler is null)
        {
            pass.Record(commands.Handle, original, stylized, embedding);
            return;
        }

        resampler.Record(commands, slot, original, reduced!);
        pass.Record(commands.Handle, reduced!, stylized, embedding);
    }

    public void Forget(GpuImage image) => pass.Forget(image);

    /// <summary>When the GPU is done with it.</summary>
    public void Dispose()
    {
        pass.Dispose();
        resampler?.Dispose();
        reduced?.Dispose();
    }
}

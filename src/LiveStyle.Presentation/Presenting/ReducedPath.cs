using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using Silk.NET.Vulkan;

namespace LiveStyle.Presentation.Presenting;

/// <summary>
/// A network at a size of its own: where that is smaller the original is drawn smaller first, and the answer is enlarged, guided by the
/// original.
/// </summary>
sealed class ReducedPath : IDisposable
{
    const int Slots = 3;

    readonly NetworkPass pass;
    readonly ImageResampler? resampler;
    readonly GpuImage? reduced;
    readonly GpuImage? answer;
    readonly GuidedImageUpsampler? upsampler;

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
            answer = GpuImage.Create(device, inference, Format.R8G8B8A8Unorm, "a reduced answer");
            upsampler = new GuidedImageUpsampler(device, inference, size, Slots);
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
        pass.Record(commands.Handle, reduced!, answer!, embedding);
        upsampler!.Record(commands, slot, answer!, reduced!, original, stylized);
    }

    public void Forget(GpuImage image) => pass.Forget(image);

    /// <summary>When the GPU is done with it.</summary>
    public void Dispose()
    {
        pass.Dispose();
        resampler?.Dispose();
        reduced?.Dispose();
        answer?.Dispose();
        upsampler?.Dispose();
    }
}

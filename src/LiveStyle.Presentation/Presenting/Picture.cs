using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Time;

namespace LiveStyle.Presentation.Presenting;

/// <summary>A frame on the device as a window shows it: the original, and the stylized picture, perhaps of a smaller size.</summary>
/// <remarks>Lent and returned by who renders; the images are its own. Disposed once the GPU is done with it.</remarks>
public sealed class Picture : IDisposable
{
    readonly GpuDevice device;

    public Picture(GpuDevice device, FrameSize size, FrameFormat format)
    {
        this.device = device;
        Original = GpuImage.Create(device, size, PlaneConstants.ImageFormat(format.BitsPerSample), "a frame");
        Stylized = CreateStylized(size);
    }

    /// <summary>sRGB-encoded.</summary>
    public GpuImage Original { get; }

    /// <summary>sRGB-encoded; of the size that the network ran at.</summary>
    public GpuImage Stylized { get; private set; }

    /// <summary>When the frame is shown.</summary>
    public Timestamp Timestamp { get; set; }

    /// <summary>The device's timeline has this value when the pixels are there.</summary>
    public ulong ReadyAt { get; internal set; }

    /// <summary>Whether the pixels are there. Allocates nothing.</summary>
    public bool IsReady => device.Submissions.Completed >= ReadyAt;

    /// <summary>Waits for the pixels.</summary>
    /// <exception cref="GpuException">The device was lost.</exception>
    public void Wait() => device.Submissions.Wait(ReadyAt);

    public void Dispose()
    {
        device.Retire(Original);
        device.Retire(Stylized);
    }

    /// <summary>Makes room for a stylized picture of another size.</summary>
    /// <returns>The image that was replaced, which nobody must use any more; null: the size is the same.</returns>
    public GpuImage? Fit(FrameSize stylized)
    {
        if (Stylized.Size == stylized)
        {
            return null;
        }

        GpuImage former = Stylized;
        Stylized = CreateStylized(stylized);
        device.Retire(former);
        return former;
    }

    GpuImage CreateStylized(FrameSize size) => GpuImage.Create(device, size, Silk.NET.Vulkan.Format.R8G8B8A8Unorm, "a stylized frame");
}

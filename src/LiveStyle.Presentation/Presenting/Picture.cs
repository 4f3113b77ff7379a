using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Time;

namespace LiveStyle.Presentation.Presenting;

/// <summary>A frame on the device as a window shows it: the original, and the stylized picture, perhaps of a smaller size.</summary>
/// <remarks>It is lent and returned by whoever renders; the images are its own. Thread-safety: one owner at a time.</remarks>
public sealed class Picture : IDisposable
{
    readonly GpuDevice device;

    /// <summary>Makes the images of a picture; their pixels are undefined.</summary>
    /// <param name="device">The device that renders; it outlives the picture.</param>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <param name="format">The frames' planes, whose depth the original keeps.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public Picture(GpuDevice device, FrameSize size, FrameFormat format)
    {
        this.device = device;
        Original = GpuImage.Create(device, size, PlaneConstants.ImageFormat(format.BitsPerSample), "a frame");
        Own = CreateStylized(size);
        Inference = size;
    }

    /// <summary>The frame as it came, sRGB-encoded RGB.</summary>
    public GpuImage Original { get; }

    /// <summary>The stylized frame, sRGB-encoded RGB. The original itself where <see cref="IsOriginal"/>.</summary>
    public GpuImage Stylized => IsOriginal ? Original : Own;

    /// <summary>The size at which the network ran, which may be less than its answer was brought to.</summary>
    public FrameSize Inference { get; set; }

    /// <summary>Whether the stylized picture is the frame itself, and no network ran for it.</summary>
    public bool IsOriginal { get; internal set; }

    /// <summary>The image that the network writes.</summary>
    internal GpuImage Own { get; private set; }

    /// <summary>When the frame is shown.</summary>
    public Timestamp Timestamp { get; set; }

    /// <summary>The value that the device's timeline has when the pixels are there.</summary>
    public ulong ReadyAt { get; internal set; }

    /// <summary>Whether the pixels are there. Allocates nothing.</summary>
    public bool IsReady => device.Submissions.Completed >= ReadyAt;

    /// <summary>Waits for the pixels.</summary>
    /// <exception cref="GpuException">The device was lost.</exception>
    public void Wait() => device.Submissions.Wait(ReadyAt);

    /// <summary>Frees the images once the GPU is done with what was submitted so far.</summary>
    public void Dispose()
    {
        device.Retire(Original);
        device.Retire(Own);
    }

    /// <summary>Makes room for a stylized picture of another size.</summary>
    /// <param name="stylized">The new width and height in pixels.</param>
    /// <returns>The image that was replaced, which nobody must use any more; null: the size is the same.</returns>
    /// <exception cref="GpuException">There is no room; the old image stays.</exception>
    public GpuImage? Fit(FrameSize stylized)
    {
        IsOriginal = false;
        if (Own.Size == stylized)
        {
            return null;
        }

        GpuImage former = Own;
        Own = CreateStylized(stylized);
        device.Retire(former);
        return former;
    }

    GpuImage CreateStylized(FrameSize size) => GpuImage.Create(device, size, Silk.NET.Vulkan.Format.R8G8B8A8Unorm, "a stylized frame");
}

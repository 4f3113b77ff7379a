using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Memory;

/// <summary>The door for images of engines whose handles are Silk.NET's.</summary>
public static class SilkImages
{
    /// <summary>Adopts an engine's image, see <see cref="GpuImage.Adopt"/>.</summary>
    /// <param name="device">The engine's device, adopted.</param>
    /// <param name="image">The image, which stays the engine's.</param>
    /// <param name="size">Its width and height in pixels.</param>
    /// <param name="format">The format that it is viewed in.</param>
    /// <returns>The image, which the caller disposes when no submitted commands use it any more.</returns>
    /// <exception cref="GpuException">The driver refuses the view.</exception>
    public static GpuImage Adopt(this GpuDevice device, Image image, FrameSize size, Format format) => GpuImage.Adopt(device, image.Handle, size, (int)format);
}

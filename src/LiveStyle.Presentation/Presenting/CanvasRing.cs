using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Canvases of the window's size in turn, so that one is drawn while another goes to the screen.</summary>
/// <remarks>Thread-safety: one thread at a time. A turn allocates nothing.</remarks>
/// <param name="device">The device that draws; it outlives this.</param>
/// <param name="composer">The composer that draws them, which forgets canvases that go.</param>
public sealed class CanvasRing(GpuDevice device, PictureComposer composer) : IDisposable
{
    readonly GpuImage?[] canvases = new GpuImage?[2];
    int last;

    /// <summary>The size of the canvases in pixels; 0×0 before the first.</summary>
    public FrameSize Size => canvases[0]?.Size ?? default;

    /// <summary>Makes the canvases anew, of another size. Some drivers let that wait until the device is idle.</summary>
    /// <param name="size">The window's width and height in pixels.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public void Fit(FrameSize size)
    {
        Dispose();
        composer.ForgetAll();
        for (int i = canvases.Length - 1; i >= 0; i--)
        {
            canvases[i] = PictureComposer.CreateCanvas(device, size);
        }
    }

    /// <summary>Gives the canvas whose turn it is; there is one once they were fitted.</summary>
    public GpuImage Next()
    {
        last = (last + 1) % canvases.Length;
        return canvases[last]!;
    }

    /// <summary>Frees the canvases once the GPU is done with what was submitted so far.</summary>
    public void Dispose()
    {
        foreach (ref GpuImage? canvas in canvases.AsSpan())
        {
            if (canvas is not null)
            {
                device.Retire(canvas);
                canvas = null;
            }
        }
    }
}

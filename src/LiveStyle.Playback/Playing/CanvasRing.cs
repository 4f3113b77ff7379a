using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Playing;

/// <summary>Canvases of the window's size in turn, so that one is drawn while another goes to the screen.</summary>
sealed class CanvasRing(GpuDevice device, PictureComposer composer) : IDisposable
{
    readonly GpuImage?[] canvases = new GpuImage?[2];
    int last;

    /// <summary>Of the canvases; 0×0 before the first.</summary>
    public FrameSize Size => canvases[0]?.Size ?? default;

    /// <summary>Makes the canvases anew, of another size. Some drivers let that wait until the device is idle.</summary>
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

    /// <summary>The canvas whose turn it is; there is one once they were fitted.</summary>
    public GpuImage Next()
    {
        last = (last + 1) % canvases.Length;
        return canvases[last]!;
    }

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

using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Presentation;

namespace LiveStyle.App.Playing;

/// <summary>Canvases of the window's size in turn, so that one is drawn while another goes to the screen.</summary>
sealed class CanvasRing(GpuDevice device, PictureComposer composer) : IDisposable
{
    readonly GpuImage?[] canvases = new GpuImage?[2];
    int last;

    /// <summary>A canvas of that size; made anew where the size has changed.</summary>
    public GpuImage Next(FrameSize size)
    {
        last = (last + 1) % canvases.Length;
        if (canvases[last]?.Size != size)
        {
            Release(canvases[last]);
            canvases[last] = null;
            composer.ForgetAll();
            canvases[last] = PictureComposer.CreateCanvas(device, size);
        }

        return canvases[last]!;
    }

    public void Dispose() => Array.ForEach(canvases, Release);

    void Release(GpuImage? canvas)
    {
        if (canvas is not null)
        {
            device.Release(canvas);
        }
    }
}

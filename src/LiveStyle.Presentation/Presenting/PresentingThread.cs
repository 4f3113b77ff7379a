using System.Runtime.ExceptionServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Memory;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Presents canvases and makes them on a thread of its own: some drivers hold both up until all that the device has to do is done.</summary>
/// <remarks>One canvas at a time. Thread-safety: made, used and disposed on the window's thread. Presenting allocates nothing.</remarks>
public sealed class PresentingThread : IDisposable
{
    readonly WindowPresenter presenter;
    readonly CanvasRing canvases;
    readonly Action wake;
    readonly Thread thread;
    readonly AutoResetEvent begun = new(false);
    GpuImage? canvas;
    FrameSize framebuffer;
    PresentResult result;
    Exception? failure;
    volatile bool isBusy;
    volatile bool isQuitting;

    /// <summary>Starts the thread.</summary>
    /// <param name="presenter">The presenter, which is taken over.</param>
    /// <param name="canvases">The canvases that it makes, which are the thread's until <see cref="IsFree"/>, and so is what composes them.</param>
    /// <param name="wake">A callback from the thread whenever a presentation has ended, such as <see cref="Windowing.Window.Wake"/>.</param>
    public PresentingThread(WindowPresenter presenter, CanvasRing canvases, Action wake)
    {
        this.presenter = presenter;
        this.canvases = canvases;
        this.wake = wake;
        thread = new Thread(Run) { Name = "presenting", IsBackground = true };
        thread.Start();
    }

    /// <summary>Whether another canvas can be begun, and the device's queue used, without waiting for those before.</summary>
    public bool IsFree => !isBusy && presenter.IsFree;

    /// <summary>What became of the canvas begun last; <see cref="PresentResult.Presented"/> while that is not known.</summary>
    /// <exception cref="GpuException">The device or the window is lost.</exception>
    public PresentResult Result
    {
        get
        {
            if (isBusy)
            {
                return PresentResult.Presented;
            }

            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            return result;
        }
    }

    /// <summary>Begins to make the canvases anew.</summary>
    /// <param name="framebuffer">The window's size in pixels.</param>
    public void BeginFitting(FrameSize framebuffer)
    {
        (canvas, this.framebuffer, isBusy) = (null, framebuffer, true);
        begun.Set();
    }

    /// <summary>Begins to present a canvas, which is the thread's until <see cref="IsFree"/>.</summary>
    /// <param name="canvas">The canvas, as <see cref="WindowPresenter.Present"/> wants it.</param>
    /// <param name="framebuffer">The window's size in pixels.</param>
    public void Begin(GpuImage canvas, FrameSize framebuffer)
    {
        (this.canvas, this.framebuffer, isBusy) = (canvas, framebuffer, true);
        begun.Set();
    }

    /// <summary>Waits for the presentation under way, and disposes the presenter.</summary>
    public void Dispose()
    {
        isQuitting = true;
        begun.Set();
        thread.Join();
        begun.Dispose();
        presenter.Dispose();
    }

    void Run()
    {
        while (true)
        {
            begun.WaitOne();
            if (isQuitting)
            {
                return;
            }

            try
            {
                if (canvas is null)
                {
                    canvases.Fit(framebuffer);
                    result = PresentResult.Presented;
                }
                else
                {
                    result = presenter.Present(canvas, framebuffer);
                }
            }
            catch (Exception problem)
            {
                failure = problem;
            }

            isBusy = false;
            wake();
        }
    }
}

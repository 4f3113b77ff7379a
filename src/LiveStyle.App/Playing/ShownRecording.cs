using System.Threading.Channels;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Presentation;

namespace LiveStyle.App.Playing;

/// <summary>Records what a window shows, at the clip's size and by the clock on the wall, without holding the window up.</summary>
/// <remarks>A frame that finds the encoder too far behind is left out and counted. The window's thread only.</remarks>
sealed class ShownRecording(FrameRecorder recorder, FrameSize size)
{
    const int Ahead = 8;

    readonly FramePool pool = new(size);
    readonly Channel<(HostFrame Frame, TimeSpan At)> frames = Channel.CreateBounded<(HostFrame Frame, TimeSpan At)>(Ahead);
    readonly long begun = TimeProvider.System.GetTimestamp();
    PlayGraphics? graphics;
    CanvasReader? reader;
    GpuImage? canvas;
    Task? work;
    TimeSpan readAt;
    long missed;

    /// <summary>What is missing; null: nothing.</summary>
    public string? Note => missed > 0 ? $"the encoder was too slow for {missed} of the frames shown, which the recording lacks" : null;

    /// <summary>What broke it off; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Draws with a device from now on.</summary>
    public void Attach(PlayGraphics graphics)
    {
        this.graphics = graphics;
        reader = new CanvasReader(graphics.Device, pool);
        canvas = PictureComposer.CreateCanvas(graphics.Device, size);
        work ??= Task.Run(WriteAsync);
    }

    /// <summary>Lets the device go.</summary>
    /// <param name="isLost">What is under way on it never ends.</param>
    public void Detach(bool isLost)
    {
        if (!isLost)
        {
            Collect(waits: true);
        }

        reader?.Dispose();
        graphics?.Composer.ForgetAll();
        if (canvas is not null)
        {
            graphics?.Device.Release(canvas);
        }

        (graphics, reader, canvas) = (null, null, null);
    }

    /// <summary>Adds what was just shown.</summary>
    public void Add(Picture picture, in PictureComposition composition)
    {
        Collect(waits: true);
        graphics!.Composer.Compose(picture.Original, picture.Stylized, canvas!, composition);
        reader!.Begin(canvas!);
        readAt = TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>Passes on what the device has drawn since.</summary>
    /// <param name="waits">For what it has yet to draw.</param>
    public void Collect(bool waits = false)
    {
        if (reader is not { IsBegun: true } || (!waits && !reader.IsDone))
        {
            return;
        }

        HostFrame frame = reader.Fetch();
        if (!frames.Writer.TryWrite((frame, readAt)))
        {
            missed++;
            frame.Dispose();
        }
    }

    /// <summary>Writes what waits, and finishes the file.</summary>
    public async Task FinishAsync()
    {
        frames.Writer.TryComplete();
        if (work is not null)
        {
            await work.ConfigureAwait(false);
        }

        await recorder.DisposeAsync().ConfigureAwait(false);
        pool.Dispose();
    }

    async Task WriteAsync()
    {
        try
        {
            await foreach ((HostFrame frame, TimeSpan at) in frames.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await recorder.WriteAsync(frame, at, CancellationToken.None).ConfigureAwait(false);
            }

            await recorder.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is LiveStyleException or IOException)
        {
            Problem = problem.Message;
            frames.Writer.TryComplete();
            while (frames.Reader.TryRead(out (HostFrame Frame, TimeSpan At) left))
            {
                left.Frame.Dispose();
            }
        }
    }
}

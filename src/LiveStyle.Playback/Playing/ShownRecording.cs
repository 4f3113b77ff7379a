using System.Threading.Channels;
using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Playing;

/// <summary>Records what a window shows, at the clip's size and by the clock on the wall, without holding the window up.</summary>
/// <remarks>A frame that finds the encoder or the device too far behind is left out and counted. The window's thread only.</remarks>
sealed class ShownRecording(FrameRecorder recorder, FrameSize size)
{
    const int Ahead = 8;

    /// <summary>Frames that are drawn and read back at once, behind what else the device has to do.</summary>
    const int UnderWay = 4;

    readonly FramePool pool = new(size);
    readonly Channel<(HostFrame Frame, TimeSpan At)> frames = Channel.CreateBounded<(HostFrame Frame, TimeSpan At)>(Ahead);
    readonly List<CanvasReader> readers = new(UnderWay);
    readonly Queue<(CanvasReader Reader, TimeSpan At)> begun = new(UnderWay);
    readonly long beginning = TimeProvider.System.GetTimestamp();
    PlayGraphics? graphics;
    GpuImage? canvas;
    Task? work;
    TimeSpan? latest;
    int next;
    long missed;

    /// <summary>What is missing; null: nothing.</summary>
    public string? Note => missed > 0 ? $"the recording lacks {missed} of the frames shown, for which the encoder or the GPU was too slow" : null;

    /// <summary>What broke it off; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Draws with a device from now on.</summary>
    public void Attach(PlayGraphics graphics)
    {
        this.graphics = graphics;
        for (int i = 0; i < UnderWay; i++)
        {
            readers.Add(new CanvasReader(graphics.Device, pool));
        }

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

        readers.ForEach(reader => reader.Dispose());
        readers.Clear();
        begun.Clear();
        graphics?.Composer.ForgetAll();
        if (canvas is not null)
        {
            graphics?.Device.Retire(canvas);
        }

        (graphics, canvas) = (null, null);
    }

    /// <summary>Adds what is shown now; where too much of that is under way, it is missed.</summary>
    /// <returns>The value that the device's timeline has when the picture has been drawn from; null: it was missed.</returns>
    public ulong? Add(Picture picture, in PictureComposition composition)
    {
        Collect();
        if (begun.Count == UnderWay || !graphics!.Composer.IsFree())
        {
            missed++;
            return null;
        }

        ulong drawn = graphics.Composer.Compose(picture.Original, picture.Stylized, canvas!, composition);
        CanvasReader reader = readers[next];
        next = (next + 1) % UnderWay;
        reader.Begin(canvas!);
        begun.Enqueue((reader, TimeProvider.System.GetElapsedTime(beginning)));
        return drawn;
    }

    /// <summary>Passes on what the device has drawn since.</summary>
    /// <param name="waits">For what it has yet to draw.</param>
    public void Collect(bool waits = false)
    {
        while (begun.TryPeek(out (CanvasReader Reader, TimeSpan At) oldest) && (waits || oldest.Reader.IsDone))
        {
            begun.Dequeue();
            HostFrame frame = oldest.Reader.Fetch();
            latest = oldest.At;
            if (!frames.Writer.TryWrite((frame, oldest.At)))
            {
                missed++;
                frame.Dispose();
            }
        }
    }

    /// <summary>Writes what waits, and finishes the file.</summary>
    public async Task FinishAsync()
    {
        // What was shown last stayed until now; but no file is copied for part of a frame.
        TimeSpan now = TimeProvider.System.GetElapsedTime(beginning);
        recorder.End = latest is { } shown && now - shown > recorder.FrameInterval * 1.5 ? now : null;
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

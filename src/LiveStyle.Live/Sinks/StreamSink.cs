using LiveStyle.Live.Frames;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Sinks;

/// <summary>A sink by a program of its own. A write waits as long as the program takes nothing.</summary>
sealed class StreamSink(LiveStream stream) : ILiveSink
{
    public bool IsFlowing => stream.IsFlowing;

    public ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation)
    {
        using (cancellation.UnsafeRegister(static state => ((LiveStream)state!).Kill(), stream))
        {
            stream.Write(frame.Picture, frame.Sound, frame.Tick);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellation) => new(stream.CompleteAsync(cancellation));

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}

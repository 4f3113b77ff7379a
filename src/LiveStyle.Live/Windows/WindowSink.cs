using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Windows;

/// <summary>A window as one of a show's sinks: it hands the newest tick to the <see cref="LiveWindow"/> that is open, and never waits for it.</summary>
/// <remarks>While no window is open it takes ticks too, and keeps the newest for the one that opens. Thread-safe.</remarks>
public sealed record WindowSink : SinkTarget
{
    /// <inheritdoc/>
    public override string Name => "window";

    /// <summary>The tick that the window system has been given last; -1 before the first.</summary>
    public long LastTick => Frames.LastTick;

    /// <summary>Pictures that the window system has been given so far.</summary>
    public long Shown => Frames.Shown;

    /// <summary>Pictures that a newer one replaced before they were drawn.</summary>
    public long Replaced => Frames.Replaced;

    internal NewestTick Frames { get; } = new();

    /// <inheritdoc/>
    public override Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation) =>
        Task.FromResult<ILiveSink>(new WindowFeed(Frames));

    /// <summary>The sink while it is open.</summary>
    sealed class WindowFeed : ILiveSink
    {
        readonly NewestTick frames;

        public WindowFeed(NewestTick frames)
        {
            this.frames = frames;
            frames.Begin(this);
        }

        public ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation)
        {
            frames.Put(frame.AddReference());
            return ValueTask.CompletedTask;
        }

        public ValueTask CompleteAsync(CancellationToken cancellation)
        {
            frames.Complete(this);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            frames.Clear(this);
            return ValueTask.CompletedTask;
        }
    }
}

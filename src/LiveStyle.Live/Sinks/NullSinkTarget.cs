using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sinks;

/// <summary>Takes every frame and keeps none: to see what a show can do.</summary>
sealed record NullSinkTarget : SinkTarget
{
    public override string Name => "null:";

    public override Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation) => Task.FromResult<ILiveSink>(new NullSink());

    sealed class NullSink : ILiveSink
    {
        public ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask CompleteAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

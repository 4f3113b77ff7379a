using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>Counts, and allocates nothing.</summary>
sealed record KeepingTarget : SinkTarget
{
    long taken;

    public override string Name => "keeping";

    public override Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation) => Task.FromResult<ILiveSink>(new KeepingSink(this));

    /// <summary>Waits until so many ticks have come.</summary>
    public void Await(long count)
    {
        for (int i = 0; Interlocked.Read(ref taken) < count; i++)
        {
            Assert.True(i < 60_000, "a tick does not come");
            Thread.Sleep(1);
        }
    }

    sealed class KeepingSink(KeepingTarget target) : ILiveSink
    {
        public ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation)
        {
            Interlocked.Increment(ref target.taken);
            return ValueTask.CompletedTask;
        }

        public ValueTask CompleteAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

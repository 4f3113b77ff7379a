using LiveStyle.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.Core.Tests.Pipelines;

/// <summary>A processor that takes several frames at once, from a delegate that sees each and the token, for tests.</summary>
sealed class SlotStage(FramePool pool, int slots, Action<HostFrame, CancellationToken> process) : IFrameProcessor<HostFrame, HostFrame>
{
    public int Slots => slots;

    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            process(frame, cancellation);
            HostFrame output = pool.Rent();
            output.Timestamp = frame.Timestamp;
            return ValueTask.FromResult(output);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

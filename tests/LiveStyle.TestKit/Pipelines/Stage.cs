using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.TestKit.Pipelines;

/// <summary>A processor from a delegate that borrows the input and fills the output, for tests.</summary>
sealed class Stage(FramePool pool, Action<HostFrame, HostFrame> process, int slots = 1) : IFrameProcessor<HostFrame, HostFrame>
{
    /// <summary>A source of frames whose ticks count from 0, and whose pixels are the tick's low byte.</summary>
    public static IFrameSource<HostFrame> Count(FramePool pool, int count)
    {
        int tick = 0;
        return FrameSource.Create(_ =>
        {
            if (tick == count)
            {
                return ValueTask.FromResult<HostFrame?>(null);
            }

            HostFrame frame = pool.Rent();
            frame.Pixels.Fill((byte)tick);
            frame.Timestamp = new Timestamp(tick++, new Rational(1, 25));
            return ValueTask.FromResult<HostFrame?>(frame);
        });
    }

    public int Slots => slots;

    public static Stage AddOne(FramePool pool, int slots = 1) => new(pool, (input, output) =>
    {
        for (int i = 0; i < input.Pixels.Length; i++)
        {
            output.Pixels[i] = (byte)(input.Pixels[i] + 1);
        }
    }, slots);

    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            HostFrame output = pool.Rent();
            try
            {
                process(frame, output);
                output.Timestamp = frame.Timestamp;
                return ValueTask.FromResult(output);
            }
            catch
            {
                output.Dispose();
                throw;
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

namespace LiveStyle.Pipelines;

/// <summary>Source → processor → sink, all three at work at once, meeting in bounded queues: offline the queues wait, live they drop and count.</summary>
/// <example>
/// <code>
/// var size = new FrameSize(64, 36);
/// using var pool = new FramePool(size);
/// int left = 24;
/// await using IFrameSource&lt;HostFrame&gt; source = FrameSource.Create(() =&gt;
/// {
///     HostFrame? frame = left-- &gt; 0 ? pool.Rent() : null;
///     frame?.Pixels.Fill(128);
///     return frame;
/// });
/// await using IStylizer stylizer = Stylizer.Open(ModelBundle.Open("live"), new StylizerOptions { Device = StylizerDevice.Cpu });
/// await using IFrameSink&lt;HostFrame&gt; sink = FrameSink.Null&lt;HostFrame&gt;();
/// FramePipelineResult result = await FramePipeline.RunAsync(source, stylizer, sink, new FramePipelineOptions(), CancellationToken.None);
/// Console.WriteLine(result.FramesOut);               // 24
/// </code>
/// </example>
public static class FramePipeline
{
    /// <summary>Moves every frame from the source through the processor to the sink, in order, then completes the sink.</summary>
    /// <remarks>
    /// Each of the processor's slots has a thread of its own; source and sink run on the thread pool, or on the slots' threads where
    /// nothing waits between the stages. The first stage to fail stops
    /// the others, and its exception surfaces. However the run ends, no frame is left in a queue. Nothing is disposed
    /// here but frames: source, processor and sink stay the caller's. After failure or cancellation the sink is
    /// neither completed nor disposed, so that the caller may still complete it with what it has.
    /// </remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> fired before the sink was complete.</exception>
    public static async Task<FramePipelineResult> RunAsync<TIn, TOut>(
        IFrameSource<TIn> source,
        IFrameProcessor<TIn, TOut> processor,
        IFrameSink<TOut> sink,
        FramePipelineOptions options,
        CancellationToken cancellation)
        where TIn : class, IDisposable
        where TOut : class, IDisposable
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Capacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(processor.Slots, 1);
        using var run = new FramePipelineRun<TIn, TOut>(source, processor, sink, options, cancellation);
        await run.ToEndAsync().ConfigureAwait(false);
        await sink.CompleteAsync(cancellation).ConfigureAwait(false);
        return run.Result;
    }
}

using LiveStyle.Gpu;
using LiveStyle.Pipelines;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Playback.Playing;

/// <summary>
/// The pipeline that stylizes what a window shows: takes decoded frames, drops those that come too late, renders ahead of the clock, and
/// queues pictures for the window's thread. So the window never waits for the network.
/// </summary>
/// <remarks>It runs on a thread of its own, and no frame waits between its stages: which one is rendered is said when there is room for it.</remarks>
sealed class PictureWorker : IDisposable
{
    readonly FrameFeed feed;
    readonly PictureRendering rendering;
    readonly PictureSchedule schedule;
    readonly CancellationTokenSource quit = new();
    readonly Task run;

    public PictureWorker(PlayState state, PlayStage stage, FrameFeed feed, ModelBundle bundle)
    {
        this.feed = feed;
        Queue = new PictureQueue(state, feed, stage);
        rendering = new PictureRendering(state, stage, new EmbeddingMixer(bundle), () => Arrived?.Invoke());
        schedule = new PictureSchedule(state, feed, Queue, rendering);
        run = FramePipeline.RunAsync(schedule, rendering, Queue, new FramePipelineOptions { Capacity = 0 }, quit.Token);
    }

    /// <summary>Where pictures wait for their time.</summary>
    public PictureQueue Queue { get; }

    /// <summary>What ended the pipeline; null: it runs.</summary>
    public Exception? Failure => run.Exception?.InnerException;

    /// <summary>Nothing waits to be shown, and nothing will without a seek.</summary>
    public bool HasEnded => feed.IsDrained && !schedule.IsWorking && Queue.IsEmpty;

    /// <summary>A picture is ready. Called from the pipeline's thread.</summary>
    public Action? Arrived { get; set; }

    /// <summary>Shows one more frame of a paused clip.</summary>
    public void Step()
    {
        Queue.Step();
        feed.Wake();
    }

    /// <summary>Ends the pipeline; pictures still out stay the caller's.</summary>
    public void Dispose()
    {
        quit.Cancel();
        feed.Wake();
        try
        {
            run.GetAwaiter().GetResult();
        }
        catch (Exception told) when (told is OperationCanceledException || run.IsFaulted)
        {
            // Canceled, in the middle of a network's run perhaps, or what Failure says.
        }

        try
        {
            rendering.Settle();
        }
        catch (GpuException)
        {
            // The device is lost: nothing on it ends any more.
        }

        quit.Dispose();
        Queue.Dispose();
    }
}

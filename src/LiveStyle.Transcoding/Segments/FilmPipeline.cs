using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Stylization.Steadiness;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>Moves a film's frames from the original to its file, steadied where the settings ask for it.</summary>
static class FilmPipeline
{
    /// <summary>The film as one piece, where there is no plan.</summary>
    public static IReadOnlyList<PlannedSegment> Whole { get; } = [new PlannedSegment(0, null, null, 0)];

    /// <param name="session">The session of the film.</param>
    /// <param name="source">The original; stays the caller's.</param>
    /// <param name="processor">Restyles the frames; stays the caller's.</param>
    /// <param name="sink">Receives the frames; stays the caller's.</param>
    /// <param name="run">The segments that the frames are of, with the first one's lead before it.</param>
    /// <param name="written">Is told after each frame how many the sink has.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(
        FilmSession session, IFrameSource<HostFrame> source, FilmProcessor processor, IFrameSink<HostFrame> sink, IReadOnlyList<PlannedSegment> run,
        Action<long> written, CancellationToken cancellation)
    {
        FilmSettings settings = session.Settings;
        if (settings.Steadiness is not > 0)
        {
            await FramePipeline.RunAsync(source, processor.Processor, sink, new FramePipelineOptions { Progress = state => written(state.FramesOut) }, cancellation)
                .ConfigureAwait(false);
            return;
        }

        bool isPartial = settings.Mask is not null || settings.Regions.Count > 0;
        using var steadier = new FrameSteadier(settings.Steadiness.Value, isPartial);
        await using var pairs = new OriginalKeeping(processor.Processor);
        await using var steady = new SteadySink(
            sink, steadier, new BlendChange(session.Bundle), settings.Timeline.Bind(session.Bundle.Styles.Names), isPartial, run);
        await FramePipeline.RunAsync(
            source, pairs, steady, new FramePipelineOptions { Progress = state => written(state.FramesOut - steady.Discarded) }, cancellation)
            .ConfigureAwait(false);
    }
}

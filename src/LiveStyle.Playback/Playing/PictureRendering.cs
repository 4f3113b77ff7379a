using LiveStyle.Gpu;
using LiveStyle.Pipelines;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Playback.Playing;

/// <summary>Renders pictures from their frames in the style of the moment, and tells the governor how long the network takes.</summary>
/// <remarks>
/// While one picture is uploaded the one before is in the network, and the one before that on the screen. Thread-safety: one thread, also
/// for what it tells. Allocates nothing.
/// </remarks>
/// <param name="state">Styles, statistics and governor.</param>
/// <param name="stage">What the network runs on; stays the caller's.</param>
/// <param name="mixer">Of the bundle whose network the stage runs.</param>
/// <param name="arrived">Called when a picture is ready to be shown.</param>
sealed class PictureRendering(PlayState state, PlayStage stage, EmbeddingMixer mixer, Action arrived) : IFrameProcessor<TimedPicture, TimedPicture>
{
    readonly TimeProvider time = TimeProvider.System;
    Picture? pending;
    long pendingSince;
    long lastCompletion;
    long lastRendered;

    /// <summary>Generation of the frame rendered last; -1 before the first.</summary>
    public int LastGeneration { get; private set; } = -1;

    /// <summary>How long the device had the last picture.</summary>
    public TimeSpan LastWork { get; private set; }

    /// <summary>Time since a picture was begun or became ready.</summary>
    public TimeSpan SinceLast => time.GetElapsedTime(lastRendered);

    public ValueTask<TimedPicture> ProcessAsync(TimedPicture picture, CancellationToken cancellation)
    {
        // Before the blend is asked for: what it gives is at least as new.
        picture.BlendVersion = state.Mixer.Version;
        LastGeneration = picture.Generation;
        long begun = lastRendered = time.GetTimestamp();
        try
        {
            mixer.Mix(state.Mixer, picture.ClipTime.TotalSeconds);
            stage.Steadying?.Begin(state.Mixer, picture.ClipTime, picture.Generation, picture.Lap, picture.IsRefresh);
            if (mixer.IsOriginal)
            {
                stage.Show(picture.Source.Frame, picture.Picture);
            }
            else
            {
                RenderWhereThereIsRoom(picture, cancellation);
            }

            Settle();
        }
        catch
        {
            picture.Dispose();
            throw;
        }

        (pending, pendingSince) = (picture.Picture, begun);
        return ValueTask.FromResult(picture);
    }

    /// <summary>Waits for the picture begun before, and notes how long the device had it.</summary>
    public void Settle()
    {
        if (pending is null)
        {
            return;
        }

        pending.Wait();
        long now = time.GetTimestamp();
        TimeSpan work = time.GetElapsedTime(Math.Max(pendingSince, lastCompletion), now);
        bool isOriginal = pending.IsOriginal;
        (pending, LastWork, lastCompletion, lastRendered) = (null, work, now, now);
        if (!isOriginal)
        {
            // How fast the network is shows only where it runs.
            state.Governor.Report(work, state.FrameInterval);
        }

        arrived();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void RenderWhereThereIsRoom(TimedPicture picture, CancellationToken cancellation)
    {
        try
        {
            stage.Render(picture.Source.Frame, state.Governor.Size, mixer.Embedding, picture.Picture, cancellation);
        }
        catch (GpuException full) when (full.IsOutOfMemory && state.Governor.Retreat())
        {
            stage.Render(picture.Source.Frame, state.Governor.Size, mixer.Embedding, picture.Picture, cancellation);
        }
    }
}

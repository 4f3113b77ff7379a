using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Sound;
using LiveStyle.Live.Sound.Reaction;
using LiveStyle.Styles;
using LiveStyle.Media.Capture;

namespace LiveStyle.Live;

/// <summary>A show's sound: the source's own or a device's, as late as the pictures.</summary>
/// <remarks>Thread-safety: the source's or the device's thread puts, the clock's reads.</remarks>
sealed class ShowSound(SoundChoice choice, TimeProvider time) : IAsyncDisposable
{
    SoundDelay? delay;
    SoundCapture? device;
    SoundBands? bands;

    /// <summary>What is heard beside the source; null where it is none.</summary>
    public SoundCapture? Device => device;

    /// <summary>How it is doing; null where there is none.</summary>
    public SoundFigures? Figures => Volatile.Read(ref delay)?.Figures;

    /// <summary>What reads a tick's sound; null where there is none.</summary>
    public ShowClock.SoundReader? Reader => delay is null ? null : delay.Read;

    /// <summary>Lets the sound move a blend.</summary>
    /// <param name="blends">The blend in silence.</param>
    /// <param name="reactions">What moves; with none it stays as it is.</param>
    /// <exception cref="BlendException">A reaction is wrong.</exception>
    public IBlendSource Move(IBlendSource blends, IReadOnlyList<SoundReaction> reactions)
    {
        if (reactions.Count == 0)
        {
            return blends;
        }

        var listening = new SoundBands();
        var moved = new ReactiveBlend(blends, [.. reactions], listening);
        Volatile.Write(ref bands, listening);
        return moved;
    }

    /// <summary>Whether the show will have sound.</summary>
    /// <param name="sourceHasSound">Whether its source has.</param>
    public bool IsHeard(bool sourceHasSound) => choice.Device is not null || (choice.IsOfSource && sourceHasSound);

    /// <summary>Begins to take what comes, and opens the device where there is one.</summary>
    /// <param name="format">The show's format; without sound nothing is begun.</param>
    /// <param name="cancellation">Ends the opening of a device.</param>
    /// <exception cref="MediaException">The device can't be heard.</exception>
    public async Task BeginAsync(ShowFormat format, CancellationToken cancellation)
    {
        if (!format.HasSound)
        {
            return;
        }

        Volatile.Write(ref delay, new SoundDelay(format, time));
        if (choice.Device is { } name)
        {
            device = await SoundCapture.OpenAsync(name, new SoundCaptureOptions { Time = time }, Put, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Takes sound that has arrived; what comes before the beginning is lost.</summary>
    public void Put(ReadOnlySpan<short> samples, long arrivedAt)
    {
        Volatile.Read(ref delay)?.Put(samples, arrivedAt);
        Volatile.Read(ref bands)?.Put(samples);
    }

    /// <summary>What keeps it in step with the pictures; null where there is none.</summary>
    public SoundFollowing? Follow(LiveFigures figures) => delay is null ? null : new SoundFollowing(delay, figures);

    public ValueTask DisposeAsync() => device?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Sound;

namespace LiveStyle.Live;

/// <summary>A show's sound: the source's own or a device's, as late as the pictures.</summary>
/// <remarks>Thread-safety: the source's thread puts, the clock's reads.</remarks>
sealed class ShowSound(SoundChoice choice, TimeProvider time) : IAsyncDisposable
{
    SoundDelay? delay;

    /// <summary>How it is doing; null where there is none.</summary>
    public SoundFigures? Figures => Volatile.Read(ref delay)?.Figures;

    /// <summary>What reads a tick's sound; null where there is none.</summary>
    public ShowClock.SoundReader? Reader => delay is null ? null : delay.Read;

    /// <summary>Whether the show will have sound.</summary>
    /// <param name="sourceHasSound">Whether its source has.</param>
    public bool IsHeard(bool sourceHasSound) => choice.Device is not null || (choice.IsOfSource && sourceHasSound);

    /// <summary>Begins to take what comes.</summary>
    /// <param name="format">The show's format; without sound nothing is begun.</param>
    /// <param name="cancellation">Ends the opening of a device.</param>
    public Task BeginAsync(ShowFormat format, CancellationToken cancellation)
    {
        if (format.HasSound)
        {
            Volatile.Write(ref delay, new SoundDelay(format, time));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes sound that has arrived; what comes before the beginning is lost.</summary>
    public void Put(ReadOnlySpan<short> samples, long arrivedAt) => Volatile.Read(ref delay)?.Put(samples, arrivedAt);

    /// <summary>What keeps it in step with the pictures; null where there is none.</summary>
    public SoundFollowing? Follow(LiveFigures figures) => delay is null ? null : new SoundFollowing(delay, figures);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

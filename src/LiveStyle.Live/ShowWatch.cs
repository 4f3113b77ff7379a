using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Sinks;
using LiveStyle.Media.Capture;

namespace LiveStyle.Live;

/// <summary>Looks after a show once a second: keeps the sound in step, and tells what people should know of source, device and sinks.</summary>
/// <param name="opened">Stays the caller's.</param>
/// <param name="note">Takes one line for people.</param>
/// <param name="time">The show's clock.</param>
sealed class ShowWatch(ShowOpening opened, Action<string> note, TimeProvider time)
{
    readonly SoundFollowing? sound = opened.Sound.Follow(opened.Figures);
    readonly Lock gate = new();
    readonly HashSet<string> broken = [];
    string? device;
    LivePhase phase = LivePhase.Connected, heard = LivePhase.Connected;

    /// <summary>Watches until it is canceled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Tells of a sink that has broken or is whole again: once, however often it is tried.</summary>
    public void Tell(SinkStatus status)
    {
        bool isNew;
        lock (gate)
        {
            isNew = status.Phase switch
            {
                SinkPhase.Retrying => broken.Add(status.Name),
                SinkPhase.Running => broken.Remove(status.Name),
                SinkPhase.Ended => broken.Remove(status.Name) && false,
                _ => false,
            };
        }

        if (isNew)
        {
            note(status.Phase == SinkPhase.Running ? $"{status.Name} is back" : $"{status.Name} is tried again until it works: {status.Reason}");
        }
    }

    /// <summary>Tells what has changed since the last look. One call at a time.</summary>
    public void Look()
    {
        sound?.Follow();
        Tell(opened.Source.Name, opened.Source.State, ref phase);
        if (opened.Sound.Device is { } microphone)
        {
            Tell(microphone.Name, microphone.State, ref heard);
        }

        if (opened.Stylizer.Note is { } told && told != device)
        {
            device = told;
            note(told);
        }
    }

    void Tell(string name, LiveSourceState state, ref LivePhase before)
    {
        if (state.Phase == before)
        {
            return;
        }

        before = state.Phase;
        note(before switch
        {
            LivePhase.Connected => $"{name} is back",
            LivePhase.Ended => $"{name} has ended: {state.Reason}",
            _ => $"{name} has gone: {state.Reason}",
        });
    }
}

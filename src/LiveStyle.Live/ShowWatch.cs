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
    LivePhase phase = LivePhase.Connected;

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
                _ => false,
            };
        }

        if (isNew)
        {
            note(status.Phase == SinkPhase.Running ? $"{status.Name} is back" : $"{status.Name} is tried again until it works: {status.Reason}");
        }
    }

    void Look()
    {
        sound?.Follow();
        LiveSourceState state = opened.Source.State;
        if (state.Phase != phase)
        {
            phase = state.Phase;
            note(phase switch
            {
                LivePhase.Connected => $"{opened.Source.Name} is back",
                LivePhase.Ended => $"{opened.Source.Name} has ended: {state.Reason}",
                _ => $"{opened.Source.Name} has gone: {state.Reason}",
            });
        }

        if (opened.Stylizer.Note is { } told && told != device)
        {
            device = told;
            note(told);
        }
    }
}

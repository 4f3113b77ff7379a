using LiveStyle.Frames;

namespace LiveStyle.Playback.Playing;

/// <summary>A frame of the clip and where in it it lies.</summary>
/// <param name="Frame">The receiver disposes it.</param>
/// <param name="ClipTime">From the clip's beginning.</param>
/// <param name="Generation">Of the seek after which it was decoded.</param>
/// <param name="Lap">Grows each time a looped clip begins anew.</param>
/// <param name="IsLead">Whether it comes before what is shown, only for what is shown to be steadied by it.</param>
readonly record struct FedFrame(HostFrame Frame, TimeSpan ClipTime, int Generation, int Lap, bool IsLead = false) : IDisposable
{
    /// <summary>The same, shared with one more owner.</summary>
    public FedFrame Share() => this with { Frame = Frame.AddReference() };

    /// <summary>Whether it is the same moment of the same time round.</summary>
    public bool IsSameMoment(in FedFrame other) => ClipTime == other.ClipTime && Generation == other.Generation && Lap == other.Lap;

    public void Dispose() => Frame.Dispose();
}

/// <summary>Where reading begins.</summary>
/// <param name="From">Moment of the clip.</param>
/// <param name="Before">The first frame is the last one before this moment; null: the first one at or after <paramref name="From"/>.</param>
/// <param name="Generation">Of the seek that asked.</param>
readonly record struct FeedAim(TimeSpan From, TimeSpan? Before, int Generation);

using LiveStyle.Presentation.Presenting;

namespace LiveStyle.Playback.Playing;

/// <summary>A picture that waits for its time, or is shown.</summary>
/// <param name="Picture">Lent by the worker.</param>
/// <param name="Source">The frame that it was rendered from, to render it again when the style changes; goes back with the picture.</param>
/// <param name="Stamp">The mixer's, when it was rendered.</param>
readonly record struct TimedPicture(Picture Picture, FedFrame Source, int Stamp)
{
    public TimeSpan ClipTime => Source.ClipTime;

    public int Generation => Source.Generation;

    public int Lap => Source.Lap;
}

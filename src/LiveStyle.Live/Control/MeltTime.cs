using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>The course of one melt.</summary>
/// <param name="Start">When it began, as the clock's timestamp.</param>
/// <param name="Duration">How long it takes.</param>
readonly record struct MeltTime(long Start, TimeSpan Duration)
{
    /// <summary>How far it has come at a time: 0 to 1, beginning and ending slowly; exactly 1 from its end on.</summary>
    public float Share(TimeProvider time, long now) =>
        IsOver(time, now) ? 1 : (float)Easing.EaseInOut.Apply(Math.Max(time.GetElapsedTime(Start, now) / Duration, 0));

    public bool IsOver(TimeProvider time, long now) => Duration <= TimeSpan.Zero || time.GetElapsedTime(Start, now) >= Duration;
}

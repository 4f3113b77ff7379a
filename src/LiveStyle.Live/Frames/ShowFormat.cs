using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Live.Frames;

/// <summary>What every frame of a show is like, from its beginning to its end: what a source does in between is brought into it.</summary>
/// <param name="Size">The size in pixels; both sides even.</param>
/// <param name="Pixels">The format of the pixels: planes of 4:2:0, or RGB.</param>
/// <param name="FrameRate">The frames per second, exactly: the show's clock ticks once a frame.</param>
/// <param name="HasSound">Whether each frame brings the sound of its time along, as <see cref="Audio.AudioFormat"/> has it.</param>
public sealed record ShowFormat(FrameSize Size, FrameFormat Pixels, Rational FrameRate, bool HasSound)
{
    /// <summary>The time base of ticks: the duration of one frame.</summary>
    public Rational TimeBase => new(FrameRate.Denominator, FrameRate.Numerator);

    /// <summary>The moments of sound before a tick, counted from the first: <c>SamplesBefore(n + 1) - SamplesBefore(n)</c> belong to tick n, which never drifts.</summary>
    /// <param name="tick">The tick's number, from 0.</param>
    public long SamplesBefore(long tick) =>
        (long)((Int128)tick * Audio.AudioFormat.SampleRate * FrameRate.Denominator / FrameRate.Numerator);

    /// <summary>The most moments of sound that one tick has.</summary>
    public int LargestSamples => (int)(Audio.AudioFormat.SampleRate * FrameRate.Denominator / FrameRate.Numerator) + 1;
}

using LiveStyle.Audio;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Streaming;

/// <summary>What a live stream is fed with, from its beginning to its end.</summary>
/// <param name="Size">The size of every picture, in pixels; both sides even.</param>
/// <param name="Pixels">The format of every picture: planes of 4:2:0, or RGB.</param>
/// <param name="FrameRate">The frames per second, exactly: a tick is the time of one.</param>
/// <param name="HasSound">Whether each picture brings its sound along, as <see cref="AudioFormat"/> has it.</param>
public sealed record StreamFormat(FrameSize Size, FrameFormat Pixels, Rational FrameRate, bool HasSound)
{
    /// <summary>The duration of a tick.</summary>
    public Rational TimeBase => new(FrameRate.Denominator, FrameRate.Numerator);

    /// <summary>The moments of sound before a tick.</summary>
    /// <param name="tick">The tick's number, from 0.</param>
    public long SamplesBefore(long tick) => (long)((Int128)tick * AudioFormat.SampleRate * FrameRate.Denominator / FrameRate.Numerator);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveStyle.Audio;

namespace LiveStyle.Media.Capture;

/// <summary>
/// Passes the sound of a connection on, with the time at which the picture of the same moment arrived: what is played together is together,
/// though a piece of sound may arrive before or after its picture. Not thread-safe.
/// </summary>
/// <param name="take">Gets the samples and the time of their end, by <see cref="Stopwatch"/>.</param>
sealed class LiveSound(Action<ReadOnlySpan<short>, long> take)
{
    /// <summary>Ticks of the connection by which sound and the last picture may differ before their clocks are not believed to be one.</summary>
    const long LargestDistance = 45_000;

    long pictureArrival;
    long picture;

    /// <summary>A picture came, just now.</summary>
    /// <param name="ticks">Its ticks of <see cref="LiveTimeline.TimeBase"/> in the connection.</param>
    public void See(long ticks) => (picture, pictureArrival) = (ticks, Stopwatch.GetTimestamp());

    /// <param name="bytes">Whole moments of sound.</param>
    /// <param name="ticks">Those of the first of them, likewise.</param>
    public void Hear(ReadOnlySpan<byte> bytes, long ticks)
    {
        long distance = ticks - picture;
        long arrival = pictureArrival != 0 && Math.Abs(distance) <= LargestDistance
            ? pictureArrival + distance * Stopwatch.Frequency / LiveTimeline.TimeBase.Denominator +
                bytes.Length / AudioFormat.BytesPerSample * Stopwatch.Frequency / AudioFormat.SampleRate
            : Stopwatch.GetTimestamp();
        take(MemoryMarshal.Cast<byte, short>(bytes), arrival);
    }
}

using System.Runtime.InteropServices;
using LiveStyle.Audio;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>
/// Listens to sound in three bands: how loud each is, and whether something begins in it, 100 times a second, as numbers from 0 to 1.
/// </summary>
/// <remarks>
/// The numbers depend on the samples alone, not on when or in which blocks they come. Thread-safe: one thread puts, any ask. Allocates nothing
/// once it is made; an hour of sound takes some seconds of a processor.
/// </remarks>
public sealed class SoundBands
{
    /// <summary>The hops that are remembered for who asks seldom: 5 s.</summary>
    internal const int Remembered = 512;

    readonly Lock gate = new();
    readonly BandAnalyzer analyzer = new();
    readonly BandLevels[] memory = new BandLevels[Remembered];
    long hops;

    /// <summary>The measurements so far, 100 a second of sound.</summary>
    public long Hops => Volatile.Read(ref hops);

    /// <summary>Listens to a whole sound, for a film: what is heard at a time is then the same whatever is asked before.</summary>
    /// <param name="samples">16 bits, little-endian, left and right interleaved, 48 kHz, to its end.</param>
    /// <param name="begin">The presentation time of the first sample in seconds.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static BandTrack Of(Stream samples, double begin = 0, CancellationToken cancellation = default)
    {
        var analyzer = new BandAnalyzer();
        var levels = new List<BandLevels>();
        var buffer = new byte[64 * AudioFormat.BlockBytes];
        int kept = 0;
        while (samples.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            int whole = (kept + read) / AudioFormat.BytesPerSample * AudioFormat.BytesPerSample;
            ReadOnlySpan<short> rest = MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, whole));
            while (analyzer.Take(ref rest))
            {
                levels.Add(analyzer.Levels);
            }

            kept = kept + read - whole;
            buffer.AsSpan(whole, kept).CopyTo(buffer);
        }

        return new BandTrack([.. levels], begin);
    }

    /// <summary>Listens to sound that has come.</summary>
    /// <param name="samples">16 bits, left and right interleaved, 48 kHz.</param>
    public void Put(ReadOnlySpan<short> samples)
    {
        lock (gate)
        {
            while (analyzer.Take(ref samples))
            {
                memory[hops % Remembered] = analyzer.Levels;
                Volatile.Write(ref hops, hops + 1);
            }
        }
    }

    /// <summary>The newest number of a band, 0 to 1, not smoothed; 0 while nothing has come.</summary>
    public float Level(SoundBand band, SoundMeasure measure)
    {
        lock (gate)
        {
            return hops == 0 ? 0 : memory[(hops - 1) % Remembered].Of(band, measure);
        }
    }

    /// <summary>Lets followers go on to the newest hop.</summary>
    /// <param name="from">The hops that they have followed so far.</param>
    /// <param name="followers">All of them at the same hop.</param>
    /// <returns>The hops that they have followed now.</returns>
    internal long Follow(long from, Span<SoundFollower> followers)
    {
        lock (gate)
        {
            for (from = Math.Max(from, hops - Remembered); from < hops; from++)
            {
                foreach (ref SoundFollower follower in followers)
                {
                    follower.Add(memory[from % Remembered]);
                }
            }

            return hops;
        }
    }
}

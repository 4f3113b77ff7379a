using System.Runtime.InteropServices;
using LiveStyle.Audio;
using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sound;

/// <summary>
/// Brings the sound of a source, which comes by the source's own clock and in blocks as it likes, to the ticks of a show: each tick gets exactly its
/// samples, of what was heard <see cref="Delay"/> before.
/// </summary>
/// <remarks>
/// The source's clock is measured by the arrival of its blocks and followed by resampling without end: at up to ±2000 ppm the sound stays within a
/// few milliseconds of where it belongs, after hours too. A shift of up to 40 ms is made up for at 0.2 % of speed, which nobody hears, a longer one by
/// a cross-fade of 10 ms. What is missing is silence, faded into and out of within 5 ms; a source that comes back is taken up by itself, after half a
/// second of listening to its clock. Thread-safe: one thread puts, one reads, any asks; nobody waits for longer than a block is copied. Holds 10.9 s
/// of sound (2 MB).
/// </remarks>
public sealed class SoundDelay : ITickSound
{
    /// <summary>The longest <see cref="Delay"/>.</summary>
    public static readonly TimeSpan LargestDelay = TimeSpan.FromSeconds(5);

    const double LargestCorrection = 0.002;
    const double CorrectionTime = 4;
    const double CorrectionSmoothing = 1;

    /// <summary>What must lie ready beyond a tick, so that sound that ends can fade.</summary>
    const int Reserve = SampleRing.Fade;

    const double Margin = 0.002;

    readonly Lock gate = new();
    readonly ShowFormat format;
    readonly TimeProvider time;
    readonly long origin;
    readonly double tickSeconds;
    readonly SoundInlet inlet = new();
    readonly SampleClock show = new();
    readonly SoundPassage passage;
    readonly LevelMeter meter = new();
    TimeSpan delay;
    double position;
    double correction;
    long nextTick;
    long underruns;
    bool isPlaying;

    /// <summary>Makes a line that gives silence until something is put.</summary>
    /// <param name="format">The show's format.</param>
    /// <param name="time">The show's clock.</param>
    public SoundDelay(ShowFormat format, TimeProvider time)
    {
        (this.format, this.time, origin) = (format, time, time.GetTimestamp());
        tickSeconds = (double)format.FrameRate.Denominator / format.FrameRate.Numerator;
        passage = new SoundPassage(format.LargestSamples);
    }

    /// <summary>
    /// How long after its arrival sound is to be played: the time that pictures take from their arrival to the tick that shows them. Zero to
    /// <see cref="LargestDelay"/>; zero at first. It may be changed at any time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less or more.</exception>
    public TimeSpan Delay
    {
        get
        {
            lock (gate)
            {
                return delay;
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestDelay);
            lock (gate)
            {
                delay = value;
            }
        }
    }

    /// <summary>How the sound is doing now.</summary>
    public SoundFigures Figures
    {
        get
        {
            lock (gate)
            {
                double drift = Math.Round(inlet.Clock.Drift * 1e6, 1);
                return new SoundFigures(isPlaying, meter.Rms, meter.Peak, underruns, drift, delay, TimeSpan.FromSeconds(DelaySeconds));
            }
        }
    }

    double DelaySeconds =>
        Math.Max(delay.TotalSeconds, inlet.Hold + tickSeconds + (Reserve + SincFilter.Taps) * inlet.Clock.Period + Margin);

    /// <summary>Takes sound that has arrived.</summary>
    /// <param name="samples">16 bits, left and right interleaved, nominally 48 kHz; any number of moments, of which the newest 5.4 s count. Copied.</param>
    /// <param name="arrivedAt">
    /// When the last of them was there, by the timestamps of the show's clock: now, or when the picture of the same moment came, if that is known.
    /// </param>
    public void Put(ReadOnlySpan<short> samples, long arrivedAt)
    {
        lock (gate)
        {
            inlet.Put(MemoryMarshal.Cast<short, int>(samples), Seconds(arrivedAt), Seconds(time.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The samples are more than a tick has.</exception>
    public void Read(long tick, Span<short> samples)
    {
        int count = samples.Length / AudioFormat.Channels;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, format.LargestSamples, nameof(samples));
        double now = Seconds(time.GetTimestamp());
        lock (gate)
        {
            double target = inlet.Clock.CountAt(Due(tick, now) - DelaySeconds);
            if (isPlaying)
            {
                Continue(tick, target, count);
            }
            else
            {
                Begin(target, count, now);
            }

            nextTick = tick + 1;
        }

        // On copies: whoever puts need not wait.
        passage.Render(samples);
        lock (gate)
        {
            meter.Add(samples);
        }
    }

    /// <inheritdoc/>
    public void Forget()
    {
        double now = Seconds(time.GetTimestamp());
        lock (gate)
        {
            inlet.Forget(now);
        }
    }

    double Seconds(long timestamp) => (double)(timestamp - origin) / time.TimestampFrequency;

    /// <summary>The time at which a tick was to be, though its call comes a little late.</summary>
    double Due(long tick, double now)
    {
        long before = format.SamplesBefore(tick);
        if (!show.HasBegun)
        {
            show.Begin(before, now);
        }

        show.Shift(show.Add(before, now));
        return show.TimeOf(before);
    }

    void Begin(double target, int count, double now)
    {
        double pace = show.Period / inlet.Clock.Period;
        if (!inlet.Clock.IsSettled(now) || !inlet.Has(target, pace, count + 2 * Reserve))
        {
            passage.Clear();
            return;
        }

        (isPlaying, correction) = (true, 0);
        Take(target, pace, count);
        passage.FadeIn();
    }

    void Continue(long tick, double target, int count)
    {
        double error = (target - position) * inlet.Clock.Period;
        double pace = show.Period / inlet.Clock.Period;
        if (tick != nextTick || Math.Abs(error) > SampleClock.LargestStep)
        {
            Jump(target, pace, count);
            return;
        }

        double wanted = Math.Clamp(error / CorrectionTime, -LargestCorrection, LargestCorrection);
        correction += (wanted - correction) * tickSeconds / (tickSeconds + CorrectionSmoothing);
        double speed = pace * (1 + correction);
        if (inlet.Has(position, speed, count + Reserve))
        {
            Take(position, speed, count);
        }
        else
        {
            End(speed, count);
        }
    }

    void Jump(double target, double pace, int count)
    {
        if (!inlet.Has(target, pace, count + Reserve))
        {
            End(pace, Math.Min(count, SampleRing.Fade));
            return;
        }

        double left = position;
        (correction, int fade) = (0, inlet.Left(left, pace, Math.Min(count, SoundPassage.CrossFade)));
        Take(target, pace, count);
        passage.FadeFrom(inlet.Ring, left, pace, fade);
    }

    /// <summary>Plays what there is, up to a number of moments, and ends in silence.</summary>
    void End(double speed, int count)
    {
        (isPlaying, underruns) = (false, underruns + 1);
        Take(position, speed, inlet.Left(position, speed, count));
        passage.FadeOut();
    }

    void Take(double from, double speed, int count)
    {
        passage.Take(inlet.Ring, from, speed, count);
        position = from + count * speed;
    }
}

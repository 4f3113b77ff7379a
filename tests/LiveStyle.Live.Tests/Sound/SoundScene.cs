using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sound;
using LiveStyle.TestKit.Time;
using LiveStyle.Time;

namespace LiveStyle.Live.Tests.Sound;

/// <summary>A simulated source, a delay line and the ticks of a show, in a time that passes as fast as it can be computed.</summary>
sealed class SoundScene
{
    readonly SimulatedSource source;
    readonly StoppedTime clock = new();
    readonly short[] samples;
    readonly Random random = new(15);
    long clockTicks;
    double top;
    double topAt;

    public SoundScene(SimulatedSource source, Rational? frameRate = null)
    {
        this.source = source;
        Format = new ShowFormat(new FrameSize(64, 36), FrameFormat.Rgb, frameRate ?? new Rational(30, 1), HasSound: true);
        samples = new short[2 * Format.LargestSamples];
        Delay = new SoundDelay(Format, clock);
        source.GoOn();
    }

    public ShowFormat Format { get; }

    public SoundDelay Delay { get; }

    /// <summary>The next tick.</summary>
    public long Tick { get; set; }

    /// <summary>The true time of the next tick, in seconds.</summary>
    public double Time => (double)Format.SamplesBefore(Tick) / 48_000;

    /// <summary>The true times at which the marks of <see cref="Waves.Marks"/> have been played.</summary>
    public List<double> Marks { get; } = new(8192);

    /// <summary>What has been played on the left, where it is asked for.</summary>
    public List<short>? Played { get; set; }

    /// <summary>Goes on until a time.</summary>
    public void RunUntil(double end)
    {
        while (Time < end)
        {
            // The clock's thread wakes up to 2 ms late.
            double now = Time + random.NextDouble() * 0.002;
            while (source.Arrival <= now)
            {
                Set(source.Arrival);
                Delay.Put(source.Block, clock.GetTimestamp());
                source.GoOn();
            }

            Set(now);
            Span<short> tick = samples.AsSpan(0, 2 * (int)(Format.SamplesBefore(Tick + 1) - Format.SamplesBefore(Tick)));
            tick.Fill(-7);
            Delay.Read(Tick, tick);
            Look(tick);
            Tick++;
        }
    }

    /// <summary>How far each mark of an interval was played from where it belongs, in seconds, in the order of the marks.</summary>
    /// <param name="interval">Of the marks.</param>
    /// <param name="delay">From a mark to its playing.</param>
    /// <param name="from">Marks from this true time on.</param>
    public List<double> Errors(double interval, double delay, double from) =>
        [.. Marks.Where(at => at >= from).Select(at => at - delay - Math.Round((at - delay) / interval) * interval)];

    void Set(double time)
    {
        long target = (long)Math.Round(time * TimeSpan.TicksPerSecond);
        if (target > clockTicks)
        {
            clock.Pass((double)(target - clockTicks) / TimeSpan.TicksPerSecond);
            clockTicks = target;
        }
    }

    void Look(ReadOnlySpan<short> tick)
    {
        for (int i = 0; Played is not null && i < tick.Length; i += 2)
        {
            Played.Add(tick[i]);
        }

        if (!tick.ContainsAnyExcept((short)0) && top == 0)
        {
            return;
        }

        for (int i = 0; i < tick.Length; i += 2)
        {
            if (tick[i] > Waves.Amplitude / 2 && tick[i] > top)
            {
                (top, topAt) = (tick[i], Time + i / 2 / 48_000.0);
            }
            else if (top > 0 && tick[i] < Waves.Amplitude / 4)
            {
                Marks.Add(topAt);
                top = 0;
            }
        }
    }
}

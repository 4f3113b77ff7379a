using CsCheck;
using LiveStyle.Live.Sound;
using LiveStyle.TestKit.Properties;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Sound;

[Trait("Speed", "Slow")]
public sealed class SoundDelayTests
{
    /// <summary>How far sound may be from where it belongs, in seconds.</summary>
    const double Apart = 0.020;

    [Theory]
    [InlineData(500)]
    [InlineData(-500)]
    public void After_four_hours_of_a_clock_that_drifts_sound_is_where_it_belongs(double ppm)
    {
        SoundScene scene = Scene(ppm, Waves.Marks(10), seed: 1, shortest: 0.01, longest: 0.1, burst: 0.05);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.25);
        scene.RunUntil(4 * 3600);

        List<double> errors = scene.Errors(10, 0.25, from: 9);
        Assert.Equal(4 * 360 - 1, errors.Count);
        Assert.All(errors, error => Assert.InRange(error, -Apart, Apart));
        Assert.InRange(scene.Delay.Figures.DriftPpm, ppm - 50, ppm + 50);
        Assert.Equal(0, scene.Delay.Figures.Underruns);
    }

    [Fact]
    public void Whatever_blocks_and_bursts_it_comes_in_sound_is_played_in_its_time() =>
        Gen.Select(Gen.Double[-500, 500], Gen.Double[0.01, 0.1], Gen.Double[0, 0.08], Gen.Int[0, 3]).Holds(
            (ppm, block, burst, rate) =>
            {
                Rational frameRate = new Rational[] { new(30, 1), new(24000, 1001), new(60, 1), new(15, 2) }[rate];
                SoundScene scene = Scene(ppm, Waves.Marks(1), seed: (int)ppm, block, block, burst, frameRate);
                scene.Delay.Delay = TimeSpan.FromSeconds(0.4);
                scene.RunUntil(90);

                List<double> errors = scene.Errors(1, 0.4, from: 1);
                Assert.Equal(89, errors.Count);
                Assert.All(errors, error => Assert.InRange(error, -Apart, Apart));
                Assert.Equal(0, scene.Delay.Figures.Underruns);
            },
            times: 40);

    [Fact]
    public void A_delay_shorter_than_the_blocks_is_made_as_long_as_they_need_and_says_so()
    {
        SoundScene scene = Scene(100, Waves.Marks(1), seed: 2, 0.1, 0.1, burst: 0);
        scene.RunUntil(60);

        SoundFigures figures = scene.Delay.Figures;
        Assert.Equal(TimeSpan.Zero, figures.AskedDelay);
        Assert.InRange(figures.Delay.TotalSeconds, 0.133, 0.16);
        Assert.Equal(0, figures.Underruns);
        Assert.All(scene.Errors(1, figures.Delay.TotalSeconds, from: 5), error => Assert.InRange(error, -Apart, Apart));
    }

    [Theory]
    [InlineData(0.2, 0.235, 25)]
    [InlineData(0.235, 0.2, 25)]
    [InlineData(0.2, 1.7, 3)]
    [InlineData(5, 0.2, 3)]
    public void A_new_delay_is_reached(double before, double after, double within)
    {
        SoundScene scene = Scene(-200, Waves.Marks(1), seed: 3, 0.02, 0.02, burst: 0.01);
        scene.Delay.Delay = TimeSpan.FromSeconds(before);
        scene.RunUntil(20);
        scene.Delay.Delay = TimeSpan.FromSeconds(after);
        scene.RunUntil(20 + within);
        scene.RunUntil(20 + within + 10);

        Assert.All(scene.Errors(1, after, from: 20 + within), error => Assert.InRange(error, -0.008, 0.008));
        Assert.InRange(scene.Errors(1, after, from: 20 + within).Count, 9, 11);
        Assert.Equal(0, scene.Delay.Figures.Underruns);
    }

    [Fact]
    public void A_delay_out_of_range_is_refused()
    {
        SoundDelay delay = Scene(0, Waves.Marks(1), seed: 4, 0.02, 0.02, burst: 0).Delay;
        Assert.Throws<ArgumentOutOfRangeException>(() => delay.Delay = TimeSpan.FromSeconds(5.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => delay.Delay = TimeSpan.FromSeconds(-0.1));
    }

    [Fact]
    public void Reading_and_putting_allocate_nothing()
    {
        SoundScene scene = Scene(300, Waves.Sine(440), seed: 5, 0.01, 0.1, burst: 0.05);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.3);
        scene.RunUntil(3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        scene.RunUntil(8);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(scene.Delay.Figures.IsSounding);
    }

    [Fact]
    public void The_level_is_that_of_what_is_played()
    {
        SoundScene scene = Scene(0, Waves.Sine(1000), seed: 6, 0.02, 0.02, burst: 0);
        Assert.Equal((0, 0, -90.3), (scene.Delay.Figures.Rms, scene.Delay.Figures.Peak, scene.Delay.Figures.RmsDecibels));
        scene.RunUntil(5);

        // The right channel has half the amplitude.
        double rms = Waves.Amplitude / 32768 * Math.Sqrt((1 + 0.25) / 4);
        Assert.Equal(rms, scene.Delay.Figures.Rms, 0.003);
        Assert.Equal(Waves.Amplitude / 32768, scene.Delay.Figures.Peak, 0.001);
        Assert.Equal(-6.2, scene.Delay.Figures.PeakDecibels, 0.1);
    }

    /// <param name="ppm">How much faster than the true time the source's clock runs.</param>
    /// <param name="wave">What it hears.</param>
    /// <param name="seed">Of its irregularity.</param>
    /// <param name="shortest">Seconds of its shortest block.</param>
    /// <param name="longest">Seconds of its longest block.</param>
    /// <param name="burst">The most seconds by which a block is late.</param>
    /// <param name="frameRate">Of the show.</param>
    internal static SoundScene Scene(double ppm, Wave wave, int seed, double shortest, double longest, double burst, Rational? frameRate = null) =>
        new(Source(ppm, wave, seed, shortest, longest, burst), frameRate);

    /// <inheritdoc cref="Scene"/>
    internal static SimulatedSource Source(double ppm, Wave wave, int seed, double shortest, double longest, double burst)
    {
        var random = new Random(seed);
        return new SimulatedSource(ppm, wave, () => (int)(48_000 * (shortest + random.NextDouble() * (longest - shortest))), () => random.NextDouble() * burst);
    }
}

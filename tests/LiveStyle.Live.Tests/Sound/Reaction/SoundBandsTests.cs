using System.Runtime.InteropServices;
using CsCheck;
using LiveStyle.Live.Sound.Reaction;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Sound.Reaction;

public sealed class SoundBandsTests
{
    static readonly SoundBand[] Bands = Enum.GetValues<SoundBand>();

    [Theory]
    [InlineData(80, SoundBand.Bass)]
    [InlineData(800, SoundBand.Mid)]
    [InlineData(8000, SoundBand.Treble)]
    public void A_tone_is_loud_in_its_own_band(double hertz, SoundBand own)
    {
        BandTrack track = Of(Sounds.Tone(2, hertz));
        Assert.Equal(2, track.Duration.TotalSeconds, 0.01);
        Assert.All(Bands, band => Assert.InRange(track.Level(band, SoundMeasure.Loudness, 1), band == own ? 0.95 : 0, band == own ? 1 : 0.2));
        Assert.All(Bands, band => Assert.InRange(track.Level(band, SoundMeasure.Onset, 1), 0, 0.05));
    }

    [Fact]
    public void Silence_and_a_little_noise_move_next_to_nothing()
    {
        var random = new Random(1);
        BandTrack silence = Of(Sounds.Of(1, _ => 0));
        BandTrack noise = Of(Sounds.Of(1, _ => 0.0006 * (random.NextDouble() - 0.5)));
        Assert.All(Bands, band => Assert.Equal(0, silence.Level(band, SoundMeasure.Loudness, 0.5)));
        Assert.All(Bands, band => Assert.InRange(noise.Level(band, SoundMeasure.Loudness, 0.5), 0, 0.1));
        Assert.All(Bands, band => Assert.InRange(noise.Level(band, SoundMeasure.Onset, 0.5), 0, 0.3));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.05)]
    public void Each_drum_beat_is_an_onset_in_the_bass_at_its_time_be_it_loud_or_soft(double amplitude)
    {
        BandTrack track = Of(Sounds.Kicks(8, amplitude));
        List<double> onsets = Onsets(track, SoundBand.Bass);
        Assert.Equal(15, onsets.Count);
        Assert.All(Enumerable.Range(1, 15), i => Assert.Equal(i * 0.5, onsets[i - 1], 0.03));
    }

    [Fact]
    public void A_cymbal_is_an_onset_in_the_treble_and_no_bass()
    {
        BandTrack track = Of(Sounds.Cymbals(6));
        List<double> onsets = Onsets(track, SoundBand.Treble);
        Assert.Equal(11, onsets.Count);
        Assert.All(Enumerable.Range(1, 11), i => Assert.Equal(i * 0.5, onsets[i - 1], 0.03));
        Assert.All(Enumerable.Range(0, 600), i => Assert.InRange(track.Level(SoundBand.Bass, SoundMeasure.Loudness, i * 0.01), 0, 0.2));
    }

    [Fact]
    public void However_sound_is_cut_into_blocks_it_measures_the_same()
    {
        short[] samples = Sounds.Kicks(1);
        BandTrack whole = Of(samples);
        Gen.Int[1, 3000].List[1, 20].Holds(
            lengths =>
            {
                var bands = new SoundBands();
                for ((int place, int i) = (0, 0); place < samples.Length; i++)
                {
                    int length = Math.Min(2 * lengths[i % lengths.Count], samples.Length - place);
                    long before = bands.Hops;
                    bands.Put(samples.AsSpan(place, length));
                    place += length;
                    if (bands.Hops > before)
                    {
                        Assert.All(Bands, band => Assert.Equal(whole.Level(band, SoundMeasure.Onset, Center(bands.Hops)), bands.Level(band, SoundMeasure.Onset), 1e-5f));
                        Assert.All(Bands, band => Assert.Equal(whole.Level(band, SoundMeasure.Loudness, Center(bands.Hops)), bands.Level(band, SoundMeasure.Loudness), 1e-5f));
                    }
                }

                Assert.Equal(samples.Length / 2 / 480, bands.Hops);
            },
            times: 10);
    }

    [Fact]
    public void A_stream_that_gives_odd_pieces_is_heard_whole()
    {
        short[] samples = Sounds.Kicks(2);
        BandTrack whole = Of(samples);
        using var pieces = new Pieces(MemoryMarshal.AsBytes<short>(samples).ToArray());
        BandTrack track = SoundBands.Of(pieces, 0, TestContext.Current.CancellationToken);
        Assert.Equal(whole.Duration, track.Duration);
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(whole.Level(SoundBand.Bass, SoundMeasure.Loudness, i * 0.01), track.Level(SoundBand.Bass, SoundMeasure.Loudness, i * 0.01)));
    }

    [Fact]
    public void Outside_of_a_sound_and_at_no_time_there_is_nothing()
    {
        using var stream = new MemoryStream(MemoryMarshal.AsBytes<short>(Sounds.Tone(1, 80)).ToArray());
        BandTrack track = SoundBands.Of(stream, begin: 100, TestContext.Current.CancellationToken);
        Assert.All([double.NaN, double.NegativeInfinity, 0, 99.9, 101.1, 1e300], time => Assert.Equal(0, track.Level(SoundBand.Bass, SoundMeasure.Loudness, time)));
        Assert.InRange(track.Level(SoundBand.Bass, SoundMeasure.Loudness, 100.5), 0.9, 1);
    }

    [Fact]
    public void Listening_allocates_nothing()
    {
        var bands = new SoundBands();
        short[] samples = Sounds.Kicks(0.1);
        bands.Put(samples);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            bands.Put(samples);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(510, bands.Hops);
    }

    internal static BandTrack Of(short[] samples) => SoundBands.Of(new MemoryStream(MemoryMarshal.AsBytes<short>(samples).ToArray()));

    static double Center(long hops) => (hops * 480 - 512) / 48_000.0;

    /// <summary>The times at which a band's onset rises over a half.</summary>
    static List<double> Onsets(BandTrack track, SoundBand band)
    {
        double[] levels = [.. Enumerable.Range(0, (int)(track.Duration.TotalSeconds * 200)).Select(i => (double)track.Level(band, SoundMeasure.Onset, i * 0.005))];

        // The first tenth of a second is the beginning of the whole.
        return [.. Enumerable.Range(20, levels.Length - 20).Where(i => levels[i] >= 0.4 && levels[i - 1] < 0.4).Select(i => i * 0.005)];
    }

    sealed class Pieces(byte[] bytes) : MemoryStream(bytes)
    {
        int turn;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + turn++ * 37 % 1001));
    }
}

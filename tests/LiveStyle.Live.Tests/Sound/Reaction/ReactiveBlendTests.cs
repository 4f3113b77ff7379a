using CsCheck;
using LiveStyle.Live.Sound.Reaction;
using LiveStyle.Styles;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Sound.Reaction;

public sealed class ReactiveBlendTests
{
    static readonly StyleNames Names = new(["original", "calm", "wild"]);
    static readonly SoundReaction Brings = new() { Band = SoundBand.Bass, Style = "wild", Amount = 0.6f };
    static readonly SoundReaction Fades = new() { Band = SoundBand.Bass, Amount = -1 };

    [Fact]
    public void In_silence_the_blend_is_as_it_was()
    {
        var bands = new SoundBands();
        var blend = new ReactiveBlend(Inner("calm @ 0.8"), [Brings, Fades], bands);
        bands.Put(new short[48_000]);
        Assert.Equal([0.2f, 0.8f, 0], Weights(blend), Near);
    }

    [Fact]
    public void A_loud_bass_brings_its_style_in_and_leaves_the_sum_as_it_was()
    {
        var bands = new SoundBands();
        var blend = new ReactiveBlend(Inner("calm @ 0.8"), [Brings], bands);
        bands.Put(Sounds.Tone(1, 80));
        Assert.Equal([0.4f * 0.2f, 0.4f * 0.8f, 0.6f], Weights(blend), Near);
    }

    [Fact]
    public void A_loud_bass_moves_the_strength()
    {
        var bands = new SoundBands();
        var blend = new ReactiveBlend(Inner("calm @ 0.8"), [Fades], bands);
        Assert.Equal([0.2f, 0.8f, 0], Weights(blend), Near);
        bands.Put(Sounds.Tone(1, 80));
        Assert.Equal([1, 0, 0], Weights(blend), Near);
    }

    [Fact]
    public void After_a_sound_the_blend_returns_by_the_release_and_before_it_comes_by_the_attack()
    {
        var slow = Brings with { Amount = 1, Attack = TimeSpan.FromSeconds(0.2), Release = TimeSpan.FromSeconds(0.5) };
        BandTrack track = SoundBandsTests.Of(Sounds.Of(4, time => time < 2 ? 0.5 * Math.Sin(Math.Tau * 80 * time) : 0));
        var blend = new ReactiveBlend(Inner("calm"), [slow], track);
        Assert.Equal(1 - Math.Exp(-1), Weights(blend, 0.2)[2], 0.05);
        Assert.Equal(1, Weights(blend, 1.9)[2], 0.01);
        Assert.Equal(Math.Exp(-1), Weights(blend, 2.5)[2], 0.03);
    }

    [Fact]
    public void Below_its_threshold_sound_moves_nothing_and_above_it_the_rest_is_the_whole()
    {
        var gated = Brings with { Amount = 1, Threshold = 0.5f, Attack = TimeSpan.Zero, Release = TimeSpan.Zero };
        BandTrack track = SoundBandsTests.Of(Sounds.Of(3, time => (time < 1 ? 0.8 : time < 2 ? 0.2 : 0.6) * Math.Sin(Math.Tau * 1500 * time)));
        var blend = new ReactiveBlend(Inner("calm"), [gated with { Band = SoundBand.Mid }], track);
        Assert.Equal(1, Weights(blend, 0.5)[2], 0.01);
        Assert.Equal(0, Weights(blend, 1.5)[2]);
        Assert.Equal(0.6, Weights(blend, 2.5)[2], 0.08);
    }

    [Fact]
    public void A_film_s_blend_is_the_same_at_a_time_whatever_was_asked_before()
    {
        BandTrack track = SoundBandsTests.Of(Sounds.Kicks(4));
        SoundReaction beat = Brings with { Measure = SoundMeasure.Onset };
        var blend = new ReactiveBlend(Inner("calm"), [beat, Fades], track);
        float[][] inOrder = [.. Enumerable.Range(0, 100).Select(i => Weights(blend, i / 25.0))];
        Assert.Contains(inOrder, weights => weights[2] > 0.2f);
        Gen.Shuffle(Enumerable.Range(0, 100).ToArray()).Holds(
            order =>
            {
                var again = new ReactiveBlend(Inner("calm"), [beat, Fades], SoundBandsTests.Of(Sounds.Kicks(4)));
                Assert.All(order, i => Assert.Equal(inOrder[i], Weights(again, i / 25.0)));
            },
            times: 3);
        Assert.Equal(0, blend.Version - blend.Version);
    }

    [Fact]
    public void The_version_changes_with_the_sound_and_with_the_blend_and_else_stays()
    {
        var bands = new SoundBands();
        var inner = new Moved();
        var blend = new ReactiveBlend(inner, [Brings], bands);
        long first = blend.Version;
        Assert.Equal(first, blend.Version);
        bands.Put(Sounds.Tone(0.1, 80));
        long second = blend.Version;
        inner.Version--;
        long third = blend.Version;
        Assert.Equal(third, blend.Version);
        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        var bands = new SoundBands();
        var blend = new ReactiveBlend(Inner("calm"), [Brings, Fades with { Amount = 0.2f }], bands);
        var weights = new float[3];
        short[] samples = Sounds.Kicks(0.1);
        for (int i = 0; i < 3; i++)
        {
            bands.Put(samples);
            _ = blend.Version;
            blend.Evaluate(0, weights);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            bands.Put(samples);
            _ = blend.Version;
            blend.Evaluate(i, weights);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_reaction_that_cannot_be_is_one_line()
    {
        AssertRefused(Brings with { Style = "wilt" }, "unknown style 'wilt'; did you mean 'wild'?");
        AssertRefused(Brings with { Amount = float.NaN }, "the amount of a reaction to sound is NaN; give a finite number, such as 0.8");
        AssertRefused(Brings with { Threshold = 1 }, "the threshold of a reaction to sound is 1; give 0 to less than 1");
        AssertRefused(Brings with { Threshold = float.NaN }, "the threshold of a reaction to sound is NaN; give 0 to less than 1");
        AssertRefused(Brings with { Release = TimeSpan.FromSeconds(-1) }, "the attack and the release of a reaction to sound are times of zero or more");
        AssertRefused(Brings with { Band = (SoundBand)7 }, "a reaction to sound listens to bass, mid or treble, and to their loudness or onset");
        Assert.Throws<BlendException>(() => new ReactiveBlend(Inner("calm"), [.. Enumerable.Repeat(Brings, 33)], new SoundBands()));
    }

    static void AssertRefused(SoundReaction reaction, string message) =>
        Assert.Equal(message, Assert.Throws<BlendException>(() => new ReactiveBlend(Inner("calm"), [reaction], new SoundBands())).Message);

    static WeightCurve Inner(string blend) => new(new Timeline([new Keyframe(0, Blend.Parse(blend))]), Names);

    static float[] Weights(ReactiveBlend blend, double seconds = 0)
    {
        var weights = new float[3];
        blend.Evaluate(seconds, weights);
        return weights;
    }

    static bool Near(float one, float other) => Math.Abs(one - other) < 0.02f;

    sealed class Moved : IBlendSource
    {
        public StyleNames Names => ReactiveBlendTests.Names;

        public long Version { get; set; } = 5;

        public void Evaluate(double seconds, Span<float> weights) => weights.Clear();
    }
}

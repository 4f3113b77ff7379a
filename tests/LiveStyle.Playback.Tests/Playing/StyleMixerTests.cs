using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

public sealed class StyleMixerTests
{
    static readonly StyleNames Names = new(["a", "original", "b", "c"]);

    readonly StoppedTime time = new();

    [Theory]
    [InlineData("a")]
    [InlineData("a*0.5 + b*0.5")]
    [InlineData("a*2 - b")]
    [InlineData("a*0.3 + original*0.2")]
    [InlineData("a*-1 + original*3 @ 0.5")]
    public void Strength_means_what_it_means_in_a_blend(string text)
    {
        var blend = Blend.Parse(text);
        StyleMixer mixer = Mixer(blend);
        foreach (float strength in new[] { 0, 0.3f, 1, 1.5f })
        {
            mixer.Strength = strength;
            var expected = new float[4];
            new Blend(blend.Terms, blend.Strength * strength).Weigh(Names, expected);
            Near(expected, Weights(mixer));
        }
    }

    [Theory]
    [InlineData(-0.4f, 0)]
    [InlineData(0.444f, 0.44f)]
    [InlineData(9, 2)]
    public void Strength_stays_between_none_and_double(float asked, float strength)
    {
        StyleMixer mixer = Mixer(new Blend("a"));
        mixer.Strength = asked;
        Assert.Equal(strength, mixer.Strength);
    }

    [Fact]
    public void A_chosen_style_melts_in_over_its_time_and_no_longer()
    {
        StyleMixer mixer = Mixer(new Blend("a"), melt: 2);
        Assert.Equal(mixer.Version, mixer.Version);
        mixer.Choose(2, 0);
        Near([1, 0, 0, 0], Weights(mixer));
        Assert.NotEqual(mixer.Version, mixer.Version);
        time.Pass(1);
        Near([0.5f, 0, 0.5f, 0], Weights(mixer));
        time.Pass(1);
        Near([0, 0, 1, 0], Weights(mixer));
        Assert.Equal(mixer.Version, mixer.Version);
    }

    [Fact]
    public void What_was_rendered_in_the_course_of_a_melt_is_out_of_date_at_its_end()
    {
        StyleMixer mixer = Mixer(new Blend("a"), melt: 2);
        mixer.Choose(2, 0);
        time.Pass(1.9);
        long rendered = mixer.Version;
        time.Pass(1);
        long settled = mixer.Version;
        Assert.NotEqual(rendered, settled);
        Assert.Equal(settled, mixer.Version);
    }

    [Fact]
    public void A_blend_that_moves_while_it_is_followed_makes_pictures_of_before_out_of_date()
    {
        var fader = new Fader();
        var mixer = new StyleMixer(Names, fader, new Blend("c"), TimeSpan.Zero, time);
        long before = mixer.Version;
        Assert.Equal(before, mixer.Version);
        fader.Move(0.25f);
        Assert.NotEqual(before, mixer.Version);
        Near([0.25f, 0, 0, 0], Weights(mixer));

        mixer.Choose(2, 0);
        long chosen = mixer.Version;
        fader.Move(0.5f);
        Assert.Equal(chosen, mixer.Version);
    }

    [Fact]
    public void A_style_chosen_during_a_melt_goes_on_from_what_shows()
    {
        StyleMixer mixer = Mixer(new Blend("a"), melt: 2);
        mixer.Choose(2, 0);
        time.Pass(1);
        mixer.Choose(3, 0);
        Near([0.5f, 0, 0.5f, 0], Weights(mixer));
        time.Pass(1);
        Near([0.25f, 0, 0.25f, 0.5f], Weights(mixer));
        time.Pass(1);
        Near([0, 0, 0, 1], Weights(mixer));
    }

    [Fact]
    public void Without_a_melt_a_style_is_there_at_once()
    {
        StyleMixer mixer = Mixer(new Blend("a"), melt: 0);
        mixer.Choose(2, 0);
        Near([0, 0, 1, 0], Weights(mixer));
        Assert.Equal(mixer.Version, mixer.Version);
    }

    [Fact]
    public void A_timeline_is_followed_until_a_style_is_chosen_and_melts_back_when_asked_for()
    {
        WeightCurve curve = Timeline.Parse("0s a; 10s b").Bind(Names);
        var mixer = new StyleMixer(Names, curve, new Blend("c"), TimeSpan.FromSeconds(2), time);
        Near([0.5f, 0, 0.5f, 0], Weights(mixer, 5));
        mixer.Choose(3, 5);
        Near([0.5f, 0, 0.5f, 0], Weights(mixer, 9));
        time.Pass(2);
        Near([0, 0, 0, 1], Weights(mixer, 9));
        mixer.FollowTimeline(9);
        time.Pass(1);
        Near([0, 0, 0.5f, 0.5f], Weights(mixer, 10));
        time.Pass(1);
        Near([1, 0, 0, 0], Weights(mixer, 0));
        Near([0, 0, 1, 0], Weights(mixer, 10));
    }

    [Fact]
    public void Neighbors_are_counted_from_the_style_that_is_melted_into()
    {
        StyleMixer mixer = Mixer(new Blend("a"), melt: 2);
        Assert.Equal(0, mixer.Leading(0));
        mixer.Choose(2, 0);
        Assert.Equal(2, mixer.Leading(0));
    }

    [Fact]
    public void Every_choice_makes_pictures_of_before_out_of_date()
    {
        StyleMixer mixer = Mixer(new Blend("a"), melt: 0);
        List<long> versions = [mixer.Version];
        mixer.Choose(1, 0);
        versions.Add(mixer.Version);
        mixer.Strength += 0.1f;
        versions.Add(mixer.Version);
        Assert.Equal(3, versions.Distinct().Count());
    }

    [Theory]
    [InlineData("a*0.25 + b", "b 1.00 + a 0.25")]
    [InlineData("a*-2 + b + c*0.5 + original*0.25", "a -2.00 + b 1.00 + c 0.50")]
    [InlineData("a*0", "")]
    public void The_heaviest_three_are_told(string blend, string told)
    {
        Span<char> text = stackalloc char[60];
        Assert.Equal(told, text[..Mixer(Blend.Parse(blend)).Describe(0, text)]);
    }

    StyleMixer Mixer(Blend blend, double melt = 1) => new(Names, null, blend, TimeSpan.FromSeconds(melt), time);

    static float[] Weights(StyleMixer mixer, double seconds = 0)
    {
        var weights = new float[4];
        mixer.Evaluate(seconds, weights);
        return weights;
    }

    /// <summary>Somebody's hand on one style.</summary>
    sealed class Fader : IBlendSource
    {
        float height;

        public StyleNames Names => StyleMixerTests.Names;

        public long Version { get; private set; }

        public void Move(float to) => (height, Version) = (to, Version + 1);

        public void Evaluate(double seconds, Span<float> weights)
        {
            weights.Clear();
            weights[0] = height;
        }
    }

    static void Near(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - 1e-5f, pair.First + 1e-5f));
}

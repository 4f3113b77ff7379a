using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Bundles;

public sealed class EmbeddingMixerTests : IDisposable
{
    readonly TinyBundle tiny = TinyBundle.ThatFailsForTheOriginal();
    readonly ModelBundle bundle;
    readonly EmbeddingMixer mixer;

    public EmbeddingMixerTests()
    {
        bundle = tiny.Load();
        mixer = new EmbeddingMixer(bundle);
    }

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void What_is_mixed_is_what_the_table_gives_for_the_blend_of_that_time()
    {
        WeightCurve curve = Timeline.Parse("0s dark; 2s negative*0.5 + white @0.5; 4s original").Bind(bundle.Styles.Names);
        var weights = new float[curve.Names.Count];
        var expected = new float[bundle.Styles.EmbeddingLength];
        foreach (double seconds in new[] { 0, 0.5, double.NaN, 2, 3, 9 })
        {
            mixer.Mix(curve, seconds);

            curve.Evaluate(seconds, weights);
            bundle.Styles.Mix(weights, expected);
            Assert.Equal(expected, mixer.Embedding.ToArray());
        }
    }

    [Theory]
    [InlineData("original", true)]
    [InlineData("dark*0.3 + negative @0", true)]
    [InlineData("dark", false)]
    [InlineData("original*0.9 + dark*0.1", false)]
    public void It_tells_where_the_frame_itself_is_what_comes_of_it(string blend, bool isOriginal)
    {
        mixer.Mix(Blend.Parse(blend));
        Assert.Equal(isOriginal, mixer.IsOriginal);
        mixer.Set(bundle.Styles.Embed(Blend.Parse(blend)));
        Assert.Equal(isOriginal, mixer.IsOriginal);
    }

    [Fact]
    public void Where_the_blend_stays_nothing_is_added_up_again()
    {
        WeightCurve curve = Timeline.Parse("0s dark; 1s dark; 2s white hold; 5s original").Bind(bundle.Styles.Names);
        foreach ((double seconds, long mixes) in new (double, long)[] { (0, 1), (0.5, 1), (1, 1), (1.5, 2), (1.5, 2), (2, 3), (4, 3), (5, 4) })
        {
            mixer.Mix(curve, seconds);
            Assert.Equal(mixes, mixer.Mixes);
        }

        // A given embedding takes the place of what was mixed.
        mixer.Set(bundle.Styles.Embed(new Blend("dark")));
        mixer.Mix(curve, 5);
        Assert.Equal(5, mixer.Mixes);
        Assert.True(mixer.IsOriginal);
    }

    [Fact]
    public void A_source_that_has_moved_is_asked_again_at_the_same_time_and_one_that_has_not_is_not()
    {
        var hand = new Hand(bundle.Styles.Names);
        mixer.Mix(hand, 1);
        mixer.Mix(hand, 1);
        Assert.Equal(1, hand.Asked);

        hand.Choose(3);
        mixer.Mix(hand, 1);
        Assert.Equal(2, hand.Asked);
        Assert.Equal(bundle.Styles.Row(3), mixer.Embedding);

        var other = new Hand(bundle.Styles.Names);
        mixer.Mix(other, 1);
        Assert.Equal(bundle.Styles.Row(0), mixer.Embedding);
    }

    [Fact]
    public void A_source_that_fails_leaves_no_blend_that_would_pass_for_its_own()
    {
        var hand = new Hand(bundle.Styles.Names);
        mixer.Mix(hand, 1);
        hand.Choose(-1);
        Assert.Throws<IndexOutOfRangeException>(() => mixer.Mix(hand, 1));
        Assert.Throws<IndexOutOfRangeException>(() => mixer.Mix(hand, 1));
    }

    [Fact]
    public void What_belongs_to_another_bundle_is_refused()
    {
        Assert.Throws<ArgumentException>(() => mixer.Mix(new Hand(new StyleNames(["dark", "original", "negative", "white"])), 0));
        Assert.Throws<ArgumentException>(() => mixer.Mix([1, 2]));
        Assert.Throws<ModelException>(() => mixer.Set([1, 2]));
        Assert.Throws<BlendException>(() => mixer.Mix(new Blend("munch-scream")));
    }

    [Fact]
    public void The_embedding_stays_where_it_is_and_begins_where_vectors_do()
    {
        nint address = mixer.Address;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        mixer.Mix(new Blend("white"));

        Assert.Equal(0, address % 64);
        Assert.Equal(address, mixer.Address);
        unsafe
        {
            Assert.Equal(bundle.Styles.Row(3), new ReadOnlySpan<float>((void*)address, bundle.Styles.EmbeddingLength));
        }
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        IBlendSource curve = Timeline.Parse("0s dark; 9s white @0.5").Bind(bundle.Styles.Names);
        for (int i = 0; i < 10; i++)
        {
            mixer.Mix(curve, i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            mixer.Mix(curve, 0.009 * i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Somebody who chooses one style after another.</summary>
    sealed class Hand(StyleNames names) : IBlendSource
    {
        int chosen;

        public StyleNames Names => names;

        public long Version { get; private set; }

        public int Asked { get; private set; }

        public void Choose(int style) => (chosen, Version) = (style, Version + 1);

        public void Evaluate(double seconds, Span<float> weights)
        {
            Asked++;
            weights.Clear();
            weights[chosen] = 1;
        }
    }
}

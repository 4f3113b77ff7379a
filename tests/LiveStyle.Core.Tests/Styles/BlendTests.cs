using CsCheck;
using LiveStyle.Styles;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Core.Tests.Styles;

public sealed class BlendTests
{
    static readonly StyleNames Names = new(["original", "hokusai-great-wave", "munch-scream", "klimt-the-kiss"]);

    static readonly Gen<string> Slug = Gen.Char['a', 'z'].Select(letter => letter.ToString())
        .SelectMany(first => Gen.String[Gen.Char["abcz09-"], 0, 8].Select(rest => first + rest))
        .Where(slug => StyleInfo.IsSlug(slug));

    static readonly Gen<float> Number = Gen.Float.Where(float.IsFinite);

    [Fact]
    public void Every_blend_reads_back_from_its_text() =>
        Gen.Select(Gen.Select(Slug, Number, (slug, weight) => new WeightedStyle(slug, weight)).List[1, 5], Number)
            .Holds((terms, strength) =>
            {
                var blend = new Blend(terms, strength);
                Assert.Equal(blend, Blend.Parse(blend.ToString()));
            });

    [Theory]
    [InlineData("munch-scream", "munch-scream")]
    [InlineData("  munch-scream*0.7+klimt-the-kiss * .3 ", "munch-scream*0.7 + klimt-the-kiss*0.3")]
    [InlineData("0.7*munch-scream - 0.3 * klimt-the-kiss", "munch-scream*0.7 - klimt-the-kiss*0.3")]
    [InlineData("munch-scream -klimt", "munch-scream - klimt")]
    [InlineData("munch-scream- klimt", "munch-scream - klimt")]
    [InlineData("munch-klimt", "munch-klimt")]
    [InlineData("a*0.5-b", "a*0.5 - b")]
    [InlineData("-a + -b*-2", "-a + b*2")]
    [InlineData("a + -b", "a - b")]
    [InlineData("a*1e-2@-0.5", "a*0.01 @-0.5")]
    [InlineData("a*2e + b", null)]
    [InlineData("2*a-b", "a-b*2")]
    public void Grammar_is_as_documented(string text, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<BlendException>(() => Blend.Parse(text));
        }
        else
        {
            Assert.Equal(expected, Blend.Parse(text).ToString());
        }
    }

    [Theory]
    [InlineData("", 1, "names at least one style")]
    [InlineData("a +", 4, "a style name is expected here, and the text ends")]
    [InlineData("a ++ +b", 6, "not '+'")]
    [InlineData("a*", 3, "a number after 'a*'")]
    [InlineData("a*x", 3, "not 'x'")]
    [InlineData("a*0,5", 4, "with a point")]
    [InlineData("0.5 a", 5, "0.7*munch-scream")]
    [InlineData("a b", 3, "'b' was not expected")]
    [InlineData("Munch_Scream", 1, "write munch-scream")]
    [InlineData("a + é", 5, "'é' is no style name")]
    [InlineData("a--b*1e99", 6, "1e99 is too large")]
    [InlineData("a @", 4, "a strength after '@'")]
    [InlineData("a*NaN", 3, "not 'N'")]
    public void Fault_is_told_with_its_column_and_cure(string text, int column, string expected)
    {
        string message = Assert.Throws<BlendException>(() => Blend.Parse(text)).Message;
        Assert.StartsWith($"blend, column {column}: ", message);
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("munch-scream", new float[] { 0, 0, 1, 0 })]
    [InlineData("munch-scream @0", new float[] { 1, 0, 0, 0 })]
    [InlineData("munch-scream @0.25", new[] { 0.75f, 0, 0.25f, 0 })]
    [InlineData("munch-scream @2", new float[] { -1, 0, 2, 0 })]
    [InlineData("munch-scream*0.5 - klimt-the-kiss*0.25 + munch-scream", new[] { 0, 0, 1.5f, -0.25f })]
    [InlineData("original*0.5 + klimt-the-kiss @0.5", new[] { 0.75f, 0, 0, 0.5f })]
    public void Strength_is_folded_into_the_weights(string text, float[] expected)
    {
        var weights = new float[4];
        weights.AsSpan().Fill(9);
        Blend.Parse(text).Weigh(Names, weights);
        Assert.Equal(expected, weights);
    }

    [Fact]
    public void Weights_too_large_for_a_float_are_refused()
    {
        var weights = new float[4];
        Assert.Contains("too large", Assert.Throws<BlendException>(() => Blend.Parse("munch-scream*1e30 @1e30").Weigh(Names, weights)).Message);
    }

    [Fact]
    public void Numbers_that_are_not_finite_and_empty_blends_are_refused()
    {
        Assert.Throws<BlendException>(() => new Blend([]));
        Assert.Throws<BlendException>(() => new Blend("munch-scream").WithStrength(float.NaN));
        Assert.Throws<BlendException>(() => new Blend([new WeightedStyle("munch-scream", float.PositiveInfinity)]));
        Assert.Throws<BlendException>(() => new Blend("Munch"));
    }

    [Fact]
    public void Blend_is_told_from_its_weights()
    {
        Assert.Equal("munch-scream*0.7 + klimt-the-kiss*0.3", Blend.FromWeights(Names, [0.001f, 0, 0.7004f, 0.3f]).ToString());
        Assert.Equal("original", Blend.FromWeights(Names, [0, 0, 0, 0]).ToString());
    }

    [Theory]
    [InlineData("hokusay", "hokusai-great-wave")]
    [InlineData("hokusai", "hokusai-great-wave")]
    [InlineData("great-wvae", "hokusai-great-wave")]
    [InlineData("scream", "munch-scream")]
    [InlineData("Munch_Scream", "munch-scream")]
    [InlineData("klimt-kiss", "klimt-the-kiss")]
    [InlineData("orignal", "original")]
    [InlineData("picasso", null)]
    [InlineData("x", null)]
    public void Nearest_style_is_suggested_and_never_taken_silently(string name, string? expected)
    {
        Assert.Equal(expected, Names.Nearest(name));
        string message = Assert.Throws<BlendException>(() => Names.IndexOf(name)).Message;
        Assert.Equal(
            expected is null ? $"unknown style '{name}'"
                : $"unknown style '{name}'; did you mean '{expected}'?",
            message);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(38)]
    public void A_name_far_longer_than_any_style_is_near_to_none_and_costs_nothing_to_refuse(int length)
    {
        string name = new('a', length);
        Assert.Null(Names.Nearest(name));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Names.Nearest(name);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * length + 4096);
    }

    [Fact]
    public void A_slug_has_at_most_a_hundred_letters()
    {
        string longest = "a" + new string('b', 99);
        Assert.True(StyleInfo.IsSlug(longest));
        Assert.False(StyleInfo.IsSlug(longest + "c"));
        Assert.Equal(longest, Blend.Parse(longest).Terms[0].Slug);
        foreach (BlendException problem in new[]
        {
            Assert.Throws<BlendException>(() => Blend.Parse(new string('a', 60_000))), Assert.Throws<BlendException>(() => new Blend(new string('a', 60_000))),
        })
        {
            Assert.Contains("names have at most 100 letters", problem.Message, StringComparison.Ordinal);
            Assert.InRange(problem.Message.Length, 0, 400);
        }
    }

    [Theory]
    [InlineData("The Great Wave", "the-great-wave")]
    [InlineData("1831", "style-1831")]
    public void A_name_for_people_gives_a_slug(string name, string slug) => Assert.Equal(slug, StyleInfo.SlugOf(name));

    [Fact]
    public void A_long_name_for_people_gives_a_slug_all_the_same()
    {
        foreach (string name in new[] { string.Join(' ', Enumerable.Repeat("wave", 50)), new string('7', 200), new string('x', 99) + " y" })
        {
            string slug = StyleInfo.SlugOf(name)!;
            Assert.True(StyleInfo.IsSlug(slug));
            Assert.InRange(slug.Length, 95, 100);
        }
    }
}

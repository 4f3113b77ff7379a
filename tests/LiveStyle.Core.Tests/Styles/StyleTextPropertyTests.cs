using System.Text.Json;
using CsCheck;
using LiveStyle.Styles;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Core.Tests.Styles;

/// <summary>Blends and timelines as text, printed and read wherever numbers look otherwise.</summary>
public sealed class StyleTextPropertyTests
{
    static readonly Gen<float> Number = Gen.Float.Where(float.IsFinite);

    static readonly Gen<string> Slug = Gen.OneOf("a", "b-c", "munch-scream", "e", "e5", "e-5", "s", "ms", "linear", "hold", "ease-in-out", "x2-3d");

    static readonly Gen<Blend> Blends = Gen.Select(
        Gen.Select(Slug, Gen.OneOf(Number, Gen.OneOf(1f, -1f, 0f, -0f, 0.5f)), (slug, weight) => new WeightedStyle(slug, weight)).List[1, 5],
        Gen.OneOf(Number, Gen.OneOf(1f, 0f, -1f)), (terms, strength) => new Blend(terms, strength));

    static readonly Gen<Timeline> Timelines =
        Gen.Select(Gen.OneOf(Gen.Double[0, 1e-3], Gen.Double[0, 1e4], Gen.Double[0, 1e300]), Blends, Gen.Enum<Easing>()).List[1, 6]
            .Select(keys => new Timeline(keys.DistinctBy(key => key.Item1).OrderBy(key => key.Item1).Select(key => new Keyframe(key.Item1, key.Item2, key.Item3))));

    [Fact]
    public void A_blend_reads_back_from_its_text_whatever_the_culture() => Blends.Holds(blend =>
    {
        string text = blend.ToString();
        using var culture = new StrangeCulture();
        Assert.Equal(text, blend.ToString());
        Assert.Equal(blend, Blend.Parse(text));
    });

    [Fact]
    public void A_timeline_reads_back_from_its_line_whatever_the_culture() => Timelines.Holds(timeline =>
    {
        string line = timeline.ToString();
        using var culture = new StrangeCulture();
        Assert.Equal(line, timeline.ToString());
        Assert.Equal(timeline.Keyframes, Timeline.Parse(line).Keyframes);
        Assert.Equal(line, Timeline.Parse(line).ToString());
    });

    [Fact]
    public void A_timeline_reads_back_from_json_whatever_the_culture() => Timelines.Holds(timeline =>
    {
        using var culture = new StrangeCulture();
        string json = JsonSerializer.Serialize(new
        {
            keyframes = timeline.Keyframes.Select(key => new
            {
                time = key.Time,
                blend = key.Blend.WithStrength(1).ToString(),
                strength = key.Blend.Strength,
                easing = key.Easing.Name(),
            }),
        });
        Assert.Equal(timeline.Keyframes, Timeline.Parse(json).Keyframes);
    });

    [Fact]
    public void A_text_of_any_kind_is_read_or_refused_in_one_line() =>
        Gen.Select(Timelines, Gen.Int[0, 200], Gen.OneOf("", ",", "*", "@", "+", "-", ";", ".", "{", " 1", "é", "\0", "\ud800", "\n")).Holds((timeline, at, typed) =>
        {
            string line = timeline.ToString();
            string changed = line[..Math.Min(at, line.Length)] + typed + line[Math.Min(at + 1, line.Length)..];
            try
            {
                Timeline read = Timeline.Parse(changed);
                Assert.Equal(read.Keyframes, Timeline.Parse(read.ToString()).Keyframes);
            }
            catch (BlendException refusal)
            {
                Assert.DoesNotContain('\n', refusal.Message);
            }
        });
}

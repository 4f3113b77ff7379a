using CsCheck;
using LiveStyle.Styles;
using LiveStyle.TestKit.Properties;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Core.Tests.Styles;

public sealed class TimelineTests
{
    static readonly StyleNames Names = new(["original", "a", "b-c"]);

    static readonly Gen<Timeline> AnyTimeline =
        Gen.Select(Gen.Double[0, 100], Gen.Float[-2, 2], Gen.Float[-2, 2], Gen.Float[-1, 2], Gen.Enum<Easing>())
            .List[1, 6]
            .Select(keys => new Timeline(keys.DistinctBy(key => key.Item1).OrderBy(key => key.Item1).Select(key =>
                new Keyframe(key.Item1, new Blend([new WeightedStyle("a", key.Item2), new WeightedStyle("b-c", key.Item3)], key.Item4), key.Item5))));

    [Fact]
    public void Every_timeline_reads_back_from_its_line() =>
        AnyTimeline.Holds(timeline => Assert.Equal(timeline.Keyframes, Timeline.Parse(timeline.ToString()).Keyframes));

    [Fact]
    public void Curve_meets_its_keyframes_and_does_not_jump() =>
        Gen.Select(AnyTimeline, Gen.Double[-10, 110]).Holds((timeline, time) =>
        {
            WeightCurve curve = timeline.Bind(Names);
            foreach (Keyframe key in timeline.Keyframes)
            {
                var expected = new float[3];
                key.Blend.Weigh(Names, expected);
                Assert.Equal(expected, At(curve, key.Time));
            }

            if (timeline.Keyframes.Any(key => key.Easing == Easing.Hold))
            {
                return;
            }

            // Weights lie within ±8 and no easing is steeper than 2, so a step of dt moves them by 32·dt/gap at most.
            double step = 1e-3;
            double gap = timeline.Keyframes.Zip(timeline.Keyframes.Skip(1), (one, next) => next.Time - one.Time).DefaultIfEmpty(1).Min();
            float[] here = At(curve, time);
            float[] there = At(curve, time + step);
            for (int i = 0; i < here.Length; i++)
            {
                Assert.InRange(Math.Abs(there[i] - here[i]), 0, 32 * step / gap + 1e-5);
            }
        });

    [Fact]
    public void Curve_between_keyframes_stays_between_their_weights() =>
        Gen.Select(AnyTimeline, Gen.Double[0, 1]).Holds((timeline, x) =>
        {
            WeightCurve curve = timeline.Bind(Names);
            for (int k = 1; k < timeline.Keyframes.Length; k++)
            {
                double from = timeline.Keyframes[k - 1].Time;
                double to = timeline.Keyframes[k].Time;
                float[] low = At(curve, from);
                float[] high = At(curve, to);
                float[] here = At(curve, from + (to - from) * x);
                for (int i = 0; i < here.Length; i++)
                {
                    Assert.InRange(here[i], Math.Min(low[i], high[i]) - 1e-5, Math.Max(low[i], high[i]) + 1e-5);
                }
            }
        });

    [Fact]
    public void First_blend_holds_before_the_first_keyframe_and_last_after_the_last()
    {
        WeightCurve curve = Timeline.Parse("1s a; 2s b-c").Bind(Names);
        Assert.Equal([0, 1, 0], At(curve, -5));
        Assert.Equal([0, 1, 0], At(curve, double.NaN));
        Assert.Equal([0, 0.5f, 0.5f], At(curve, 1.5));
        Assert.Equal([0, 0, 1], At(curve, 2));
        Assert.Equal([0, 0, 1], At(curve, 1e9));
    }

    [Theory]
    [InlineData("linear", 0.25f)]
    [InlineData("ease-in", 0.0625f)]
    [InlineData("ease-out", 0.4375f)]
    [InlineData("ease-in-out", 0.15625f)]
    [InlineData("hold", 0)]
    public void Easing_shapes_the_way_to_the_next_keyframe(string easing, float expected)
    {
        WeightCurve curve = Timeline.Parse($"0s a {easing}; 4s b-c").Bind(Names);
        Assert.Equal([0, 1 - expected, expected], At(curve, 1));
        Assert.Equal([0, 0, 1], At(curve, 4));
    }

    [Fact]
    public void Strength_is_interpolated_with_the_weights()
    {
        WeightCurve curve = Timeline.Parse("0s a @0; 1s a").Bind(Names);
        Assert.Equal([0.75f, 0.25f, 0], At(curve, 0.25));
    }

    [Fact]
    public void Line_and_json_say_the_same()
    {
        Timeline line = Timeline.Parse("0 a @0.8 ease-in-out; 2.5s a*0.5+b-c*0.5 ;\n 1:05.5 original hold;");
        Timeline json = Timeline.Parse(
            """
            {"keyframes":[
              {"time":0,"blend":"a","strength":0.8,"easing":"ease-in-out"},
              {"time":"2500ms","blend":"a*0.5 + b-c*0.5"}, // a comment
              {"time":65.5,"blend":"original","easing":"hold"},
            ]}
            """);
        Assert.Equal(line.Keyframes, json.Keyframes);
        Assert.Equal("0s a @0.8 ease-in-out; 2.5s a*0.5 + b-c*0.5; 65.5s original hold", line.ToString());
    }

    [Theory]
    [InlineData("", "no keyframes")]
    [InlineData(" ; ", "no keyframes")]
    [InlineData("a", "keyframe 1: it begins with 'a', which is no time")]
    [InlineData("0s a; NaN b-c", "keyframe 2: it begins with 'NaN'")]
    [InlineData("0s", "keyframe 1: blend, column 3: a blend names at least one style")]
    [InlineData("0s a; 1s b-c bounce", "keyframe 2: blend, column 14: unknown easing 'bounce'; use one of linear, ease-in")]
    [InlineData("0s a; 1s b-c*; 2s a", "keyframe 2: blend, column 14: a number after 'b-c*'")]
    [InlineData("0s a; 1s b-c hold 3", "keyframe 2: blend, column 19: '3' was not expected")]
    [InlineData("2s a; 1s b-c", "keyframe 2: it is at 1s, before keyframe 1 at 2s; sort")]
    [InlineData("1s a; 1s b-c", "keyframe 2: it is at 1s, as keyframe 1 is")]
    [InlineData("-1s a", "keyframe 1: its time -1s is negative")]
    [InlineData("{", "line 1: the timeline is not valid JSON")]
    [InlineData("{\n\"keyframes\":[\n{\"time\":NaN}]}", "line 3: the timeline is not valid JSON")]
    [InlineData("{}", "needs a list \"keyframes\"")]
    [InlineData("{\"keyframes\":[]}", "no keyframes")]
    [InlineData("{\"keyframes\":[3]}", "keyframe 1: it is no object")]
    [InlineData("{\"keyframes\":[{\"blend\":\"a\"}]}", "keyframe 1: it has no time")]
    [InlineData("{\"keyframes\":[{\"time\":0}]}", "keyframe 1: it has no blend")]
    [InlineData("{\"keyframes\":[{\"time\":\"NaN\",\"blend\":\"a\"}]}", "keyframe 1: its time \"NaN\" is no time")]
    [InlineData("{\"keyframes\":[{\"time\":1e999,\"blend\":\"a\"}]}", "keyframe 1: its time 1e999 is no time")]
    [InlineData("{\"keyframes\":[{\"time\":-1,\"blend\":\"a\"}]}", "keyframe 1: its time -1s is negative")]
    [InlineData("{\"keyframes\":[{\"time\":0,\"blend\":\"a\",\"strength\":\"x\"}]}", "keyframe 1: its strength \"x\"")]
    [InlineData("{\"keyframes\":[{\"time\":0,\"blend\":\"a @1\",\"strength\":1}]}", "keyframe 1: it gives its strength twice")]
    [InlineData("{\"keyframes\":[{\"time\":0,\"blend\":\"a\",\"easing\":\"bounce\"}]}", "keyframe 1: unknown easing \"bounce\"")]
    [InlineData("{\"keyframes\":[{\"time\":0,\"blend\":\"a\",\"strenght\":1}]}", "keyframe 1: 'strenght' is not known")]
    [InlineData("{\"keyframes\":[{\"time\":0,\"time\":1,\"blend\":\"a\"}]}", "not valid JSON")]
    [InlineData("{\"keyframes\":[{\"time\":0,\"blend\":\"a*\"}]}", "keyframe 1: blend, column 3")]
    public void Fault_is_told_with_its_keyframe_and_cure(string text, string expected)
    {
        string message = Assert.Throws<BlendException>(() => Timeline.Parse(text)).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Unknown_style_is_told_with_its_keyframe()
    {
        Timeline timeline = Timeline.Parse("0s a; 1s b-d");
        Assert.Equal(
            "keyframe 2: unknown style 'b-d'; did you mean 'b-c'?",
            Assert.Throws<BlendException>(() => timeline.Bind(Names)).Message);
    }

    [Fact]
    public void Argument_is_a_file_or_the_timeline_itself()
    {
        string path = Path.Combine(Path.GetTempPath(), $"livestyle-{Guid.NewGuid():N}.json");
        Assert.Contains("no such file", Assert.Throws<BlendException>(() => Timeline.FromArgument(path)).Message);
        try
        {
            File.WriteAllText(path, "{\"keyframes\":[{\"time\":3,\"blend\":\"a\"}]}");
            Assert.Equal(3, Assert.Single(Timeline.FromArgument(path).Keyframes).Time);
            File.WriteAllText(path, "{");
            Assert.StartsWith(path, Assert.Throws<BlendException>(() => Timeline.FromArgument(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(3, Timeline.FromArgument("3s a").Keyframes[0].Time);
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        WeightCurve curve = Timeline.Parse("0s a ease-in; 1s b-c; 2s original").Bind(Names);
        var weights = new float[3];
        curve.Evaluate(0.5, weights);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            curve.Evaluate(i * 0.003, weights);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("12", 12.0)]
    [InlineData("2e-3", 0.002)]
    [InlineData("12.5s", 12.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("1:30.5", 90.5)]
    [InlineData("1:02:03.25", 3723.25)]
    [InlineData("-1:30", -90.0)]
    [InlineData("1:60", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("1:30ms", null)]
    [InlineData("1,5", null)]
    [InlineData("NaN", null)]
    [InlineData("--1", null)]
    [InlineData("", null)]
    public void Times_read_as_people_write_them(string text, double? expected)
    {
        Assert.Equal(expected is not null, ClockTime.TryParse(text, out double seconds));
        Assert.Equal(expected ?? 0, expected is null ? 0 : seconds);
    }

    static float[] At(WeightCurve curve, double seconds)
    {
        var weights = new float[curve.Names.Count];
        curve.Evaluate(seconds, weights);
        return weights;
    }
}

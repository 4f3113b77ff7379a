using LiveStyle.Live.Control;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

public sealed class LiveDeskTests
{
    [Fact]
    public void A_blend_melts_in_over_the_desks_time_and_no_longer()
    {
        using var scene = new DeskScene();
        Assert.Equal(scene.Desk.Version, scene.Desk.Version);
        scene.Desk.Do(new ShowBlend(new Blend("b")));
        scene.Shows(1, 0, 0, 0);
        Assert.NotEqual(scene.Desk.Version, scene.Desk.Version);
        scene.Time.Pass(1);
        scene.Shows(0.5f, 0, 0.5f, 0);
        scene.Time.Pass(1);
        scene.Shows(0, 0, 1, 0);
        long settled = scene.Desk.Version;
        Assert.Equal(settled, scene.Desk.Version);
    }

    [Fact]
    public void What_was_rendered_in_the_course_of_a_melt_is_out_of_date_at_its_end()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new ShowBlend(new Blend("b")));
        scene.Time.Pass(1.9);
        long rendered = scene.Desk.Version;
        scene.Time.Pass(1);
        Assert.NotEqual(rendered, scene.Desk.Version);
        Assert.Equal(scene.Desk.Version, scene.Desk.Version);
    }

    [Fact]
    public void A_blend_asked_for_during_a_melt_goes_on_from_what_shows()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new ShowBlend(new Blend("b")));
        scene.Time.Pass(1);
        scene.Desk.Do(new ShowBlend(new Blend("c"), TimeSpan.FromSeconds(4)));
        scene.Shows(0.5f, 0, 0.5f, 0);
        scene.Time.Pass(2);
        scene.Shows(0.25f, 0, 0.25f, 0.5f);
        scene.Time.Pass(2);
        scene.Shows(0, 0, 0, 1);
    }

    [Fact]
    public void Without_a_melt_a_blend_is_there_at_once()
    {
        using var scene = new DeskScene();
        long before = scene.Desk.Version;
        scene.Desk.Do(new ShowBlend(Blend.Parse("a*-0.5 + b*3"), TimeSpan.Zero));
        scene.Shows(-0.5f, 0, 3, 0);
        Assert.NotEqual(before, scene.Desk.Version);
        Assert.Equal(scene.Desk.Version, scene.Desk.Version);
    }

    [Theory]
    [InlineData("a", 0.25f)]
    [InlineData("a*0.5 + b*0.5 @ 0.8", 0.5f)]
    [InlineData("a*2 - b", 1.5f)]
    [InlineData("a*-1 + original*3 @ 0.5", -2)]
    public void The_desks_strength_multiplies_the_blends_own(string text, float strength)
    {
        using var scene = new DeskScene(text);
        scene.Desk.Do(new SetStrength(strength));
        var blend = Blend.Parse(text);
        var expected = new float[4];
        new Blend(blend.Terms, blend.Strength * strength).Weigh(DeskScene.Names, expected);
        scene.Shows(expected);
    }

    [Fact]
    public void Strength_melts_by_itself_while_the_blend_melts()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new ShowBlend(new Blend("b"), TimeSpan.FromSeconds(4)));
        scene.Time.Pass(1);
        scene.Desk.Do(new SetStrength(0, TimeSpan.FromSeconds(2)));
        scene.Time.Pass(1);
        scene.Shows(0.25f, 0.5f, 0.25f, 0);
        scene.Time.Pass(1);
        scene.Shows(0, 1, 0, 0);
        scene.Desk.Do(new SetStrength(1));
        scene.Time.Pass(1);
        scene.Shows(0, 0, 1, 0);
    }

    [Fact]
    public void A_fader_moves_its_style_at_once_while_the_others_go_on_melting()
    {
        using var scene = new DeskScene("a + b");
        scene.Desk.Do(new ShowBlend(Blend.Parse("a*3 + b"), TimeSpan.FromSeconds(2)));
        scene.Time.Pass(1);
        scene.Shows(2, 0, 1, 0);
        scene.Desk.Do(new SetWeight("b", -0.5f));
        scene.Shows(2, 0, -0.5f, 0);
        scene.Time.Pass(1);
        scene.Shows(3, 0, -0.5f, 0);
    }

    [Fact]
    public void What_faders_leave_up_to_one_is_the_originals()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new SetWeight("a", 0.25f));
        scene.Shows(0.25f, 0.75f, 0, 0);
        scene.Desk.Do(new SetWeight("b", 0.5f));
        scene.Shows(0.25f, 0.25f, 0.5f, 0);
        scene.Desk.Do(new SetWeight("c", 2));
        scene.Shows(0.25f, 0, 0.5f, 2);
        foreach (string style in new[] { "a", "b", "c" })
        {
            scene.Desk.Do(new SetWeight(style, 0));
        }

        Assert.Equal(Blend.Original, scene.Desk.State.Blend);
        scene.Desk.Do(new SetWeight("original", -1));
        scene.Shows(0, -1, 0, 0);
    }

    [Fact]
    public void A_fader_can_melt_too()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new SetWeight("a", 0, TimeSpan.FromSeconds(2)));
        scene.Time.Pass(1);
        scene.Shows(0.5f, 0.5f, 0, 0);
    }

    [Fact]
    public void Each_change_is_told_once_with_a_larger_number()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new SetStrength(0.5f));
        scene.Desk.Do(new SetStrength(0.5f));
        scene.Desk.Do(new SetPrivacy(true));
        scene.Desk.Do(new SetPrivacy(true));
        scene.Desk.Do(new SetSteadiness(0.25));
        scene.Desk.Do(new SetStrokeSize(2));
        scene.Desk.Do(new SetMelt(TimeSpan.FromSeconds(3)));
        Assert.Equal([1, 2, 3, 4, 5], scene.Told.Select(state => state.Version));
        DeskState last = scene.Told[^1];
        Assert.Same(last, scene.Desk.State);
        Assert.Equal((0.5f, true, 0.25, 2, TimeSpan.FromSeconds(3)), (last.Strength, last.IsPrivate, last.Steadiness, last.StrokeSize, last.Melt));
    }

    [Fact]
    public void A_frame_costs_no_allocation()
    {
        using var scene = new DeskScene("a", 1000);
        scene.Desk.Do(new SetTempo(120));
        scene.Desk.Do(new SetPulse(new Pulse("b", PulseShape.Sine, 0.5f)));
        scene.Desk.Do(new ShowBlend(new Blend("b")));
        var weights = new float[4];
        long before = 0;
        for (int i = 0; i < 2000; i++)
        {
            before = i == 1000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            scene.Time.Pass(0.02);
            _ = scene.Desk.Version;
            scene.Desk.Evaluate(double.NaN, weights);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Weights_read_while_others_turn_the_desk_are_always_those_of_some_blend()
    {
        using var scene = new DeskScene("a", 0);
        using var stop = new CancellationTokenSource();
        Task[] hands =
        [
            .. new[] { "a", "b", "c" }.Select(style => Task.Run(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    scene.Desk.Do(new ShowBlend(new Blend(style)));
                    scene.Desk.Undo();
                }
            })),
        ];
        var weights = new float[4];
        for (int i = 0; i < 20_000; i++)
        {
            scene.Desk.Evaluate(0, weights);
            Assert.Equal(1, weights.Sum());
            Assert.Single(weights, 1f);
        }

        await stop.CancelAsync();
        await Task.WhenAll(hands);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Weights_of_another_number_than_the_styles_are_an_error_of_the_caller(int count)
    {
        using var scene = new DeskScene();
        Assert.Throws<ArgumentException>(() => scene.Desk.Evaluate(0, new float[count]));
    }
}

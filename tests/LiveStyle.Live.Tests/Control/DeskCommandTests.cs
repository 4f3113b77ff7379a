using System.Text.Json;
using LiveStyle.Live.Control;
using LiveStyle.Styles;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

public sealed class DeskCommandTests
{
    public static TheoryData<DeskCommand> All =>
    [
        new ShowBlend(Blend.Parse("munch-scream*0.6 - klimt-the-kiss*0.4 @ 0.8"), TimeSpan.FromSeconds(2.5)),
        new ShowBlend(new Blend("a")),
        new SetWeight("a", -1.25f, TimeSpan.Zero),
        new SetWeight("a", 1e-8f),
        new SetStrength(0.8f, TimeSpan.FromSeconds(1)),
        new SetStrength(1),
        new ChoosePreset("a \"calm\" one, é日", TimeSpan.FromSeconds(3)),
        new ChoosePreset("calm"),
        new SetMelt(TimeSpan.FromSeconds(1.5)),
        new SetSteadiness(0.5),
        new SetStrokeSize(1.5),
        new SetPrivacy(true),
        new UndoLast(),
        new RedoLast(),
        new SetPlaylist([new PlaylistItem("calm", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), new PlaylistItem("wild", TimeSpan.FromSeconds(8))], Loops: false),
        new StartPlaylist(),
        new PausePlaylist(),
        new StopPlaylist(),
        new NextPreset(),
        new PreviousPreset(),
        new Tap(),
        new SetTempo(128.25),
        new AlignBeat(),
        new SetPulse(new Pulse(Pulse.Strength, PulseShape.Fall, 0.5f, 0.25)),
        new StopPulse(Pulse.Strength),
    ];

    [Theory, MemberData(nameof(All))]
    public void A_command_written_in_json_is_read_back_as_it_was(DeskCommand command)
    {
        using var culture = new StrangeCulture();
        Assert.Equal(command, DeskCommand.Parse(command.ToJson()));
    }

    [Fact]
    public void Every_command_has_a_json_form()
    {
        var commands = typeof(DeskCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DeskCommand)));
        Assert.Equal(commands.OrderBy(type => type.Name), All.Select(row => row.Data.GetType()).Distinct().OrderBy(type => type.Name));
    }

    [Theory]
    [InlineData("""{"do":"blend","blend":"a*0.5 + b","melt":null}""", "a*0.5 + b")]
    [InlineData("""{"blend":"a","do":"blend"}""", "a")]
    public void Fields_may_stand_in_any_order_and_what_may_be_left_out_may_be_null(string json, string blend) =>
        Assert.Equal(new ShowBlend(Blend.Parse(blend)), DeskCommand.Parse(json));

    [Theory]
    [InlineData("", "the command is not valid JSON")]
    [InlineData("{\"do\":\"tap\"", "the command is not valid JSON")]
    [InlineData("{\"do\":\"tap\",\"do\":\"undo\"}", "the command is not valid JSON")]
    [InlineData("[]", "there are: blend, weight, strength, preset")]
    [InlineData("{}", "a command is an object that names what to do")]
    [InlineData("{\"do\":7}", "a command is an object that names what to do")]
    [InlineData("{\"do\":\"\\ud800\"}", "a command is an object that names what to do")]
    [InlineData("{\"do\":\"blur\"}", "no command is called 'blur'; there are: blend, weight, strength, preset")]
    [InlineData("{\"do\":\"tap\",\"times\":2}", "the command 'tap' has no field 'times'; it has do")]
    [InlineData("{\"do\":\"preset\",\"nam\":\"calm\"}", "the command 'preset' has no field 'nam'; it has name, melt, do")]
    [InlineData("{\"do\":\"preset\"}", "the command 'preset' has no name; give a text")]
    [InlineData("{\"do\":\"preset\",\"name\":5}", "the command 'preset': its name is 5; give a text")]
    [InlineData("{\"do\":\"preset\",\"name\":\"\\udc00\"}", "the command 'preset': its name is not valid Unicode")]
    [InlineData("{\"do\":\"undo\",\"\\ud800\":1}", "it has half a character in it")]
    [InlineData("{\"\\udc00\":1,\"do\":\"undo\"}", "it has half a character in it")]
    [InlineData("{\"do\":\"playlist\",\"items\":[{\"\\ud800\":\"a\",\"seconds\":5}]}", "it has half a character in it")]
    [InlineData("{\"do\":\"preset\",\"name\":\"a\",\"melt\":-1}", "the command 'preset': its melt is -1; give 0 to 3600 seconds")]
    [InlineData("{\"do\":\"blend\",\"blend\":\"a*\"}", "the command 'blend': its blend: ")]
    [InlineData("{\"do\":\"weight\",\"style\":\"a\",\"weight\":\"much\"}", "its weight is \"much\"; give a finite number")]
    [InlineData("{\"do\":\"weight\",\"style\":\"a\",\"weight\":1e400}", "give a finite number")]
    [InlineData("{\"do\":\"weight\",\"style\":\"a\",\"weight\":1e300}", "which is too large")]
    [InlineData("{\"do\":\"privacy\",\"on\":1}", "the command 'privacy': its on is 1; give true or false")]
    [InlineData("{\"do\":\"melt\",\"seconds\":1e300}", "its seconds is 1E+300; give 0 to 3600 seconds")]
    [InlineData("{\"do\":\"pulse\",\"target\":\"a\",\"shape\":\"wave\",\"depth\":1}", "its shape is 'wave'; there are sine, triangle, fall, rise, square")]
    [InlineData("{\"do\":\"playlist\",\"items\":5}", "its items is 5; give a list")]
    [InlineData("{\"do\":\"playlist\",\"items\":[{\"preset\":\"a\",\"seconds\":5},{\"preset\":\"a\"}]}", "item 2 of the playlist has no seconds")]
    [InlineData("{\"do\":\"playlist\",\"items\":[7]}", "item 1 of the playlist is no JSON object")]
    public void What_is_no_command_is_told_in_one_line_that_lists_what_there_is(string json, string line)
    {
        using var culture = new StrangeCulture();
        string message = Assert.ThrowsAny<LiveStyleException>(() => DeskCommand.Parse(json)).Message;
        Assert.Contains(line, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("{\"do\":\"undo\",\"\\ud800\":1}")]
    [InlineData("{\"\\udc00\":1,\"do\":\"undo\"}")]
    [InlineData("{\"do\":\"playlist\",\"items\":[{\"\\ud800\":\"a\",\"seconds\":5}]}")]
    public void Half_a_character_in_a_fields_name_is_told_of_an_element_too(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string message = Assert.Throws<LiveStyleException>(() => DeskCommand.Parse(document.RootElement)).Message;
        Assert.Contains("a field's name that is not valid Unicode", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_a_megabyte_is_not_repeated_in_the_line()
    {
        string message = Assert.ThrowsAny<LiveStyleException>(() => DeskCommand.Parse($$"""{"do":"{{new string('x', 1 << 20)}}"}""")).Message;
        Assert.InRange(message.Length, 1, 600);
    }

    [Fact]
    public void Names_and_numbers_that_the_desk_does_not_take_are_told_with_what_it_takes()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        scene.Refuses(new ShowBlend(new Blend("picasso")), "unknown style 'picasso'", "There are: a, original, b, c");
        scene.Refuses(new ShowBlend(Blend.Parse("a*1e20 @ 1e20")), "too large");
        scene.Refuses(new ShowBlend(new Blend("b"), TimeSpan.FromSeconds(-1)), "the time of a melt is -1; give 0 to 3600 seconds");
        scene.Refuses(new SetWeight("origina", 1), "did you mean 'original'?");
        scene.Refuses(new SetWeight("a", float.NaN), "finite");
        scene.Refuses(new SetWeight("a", 1e35f), "too large");
        scene.Refuses(new SetStrength(11), "the strength is 11; give -10 to 10");
        scene.Refuses(new SetStrength(float.NaN), "the strength is NaN");
        scene.Refuses(new ChoosePreset("Calm"), "no preset is called 'Calm'; there are: calm, wild");
        scene.Refuses(new ChoosePreset("calm", TimeSpan.FromDays(1)), "give 0 to 3600 seconds");
        scene.Refuses(new SetMelt(TimeSpan.FromHours(2)), "give 0 to 3600 seconds");
        scene.Refuses(new SetSteadiness(-0.5), "the steadiness is -0.5; give 0 to 1");
        scene.Refuses(new SetStrokeSize(5), "a stroke size of 5");
    }

    [Fact]
    public void A_bundle_without_the_original_takes_no_strength_but_one()
    {
        using var desk = new LiveDesk(new StyleNames(["a", "b"]), [], new Blend("a"), TimeSpan.Zero, TimeProvider.System);
        Assert.Contains("original", Assert.Throws<BlendException>(() => desk.Do(new SetStrength(0.5f))).Message, StringComparison.Ordinal);
        Assert.Contains("original", Assert.Throws<BlendException>(() => desk.Do(new SetPulse(new Pulse(Pulse.Strength, PulseShape.Sine, 1)))).Message, StringComparison.Ordinal);
        desk.Do(new SetWeight("a", 0.5f));
        var weights = new float[2];
        desk.Evaluate(0, weights);
        Assert.Equal([0.5f, 0], weights);
    }
}

using LiveStyle.Live.Control;
using LiveStyle.Live.Windows;
using LiveStyle.Presentation.Windowing;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

public sealed class DeskKeysTests
{
    static readonly StyleNames Names = new(["original", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]);
    static readonly DeskState Desk = new() { Blend = Blend.Parse("b*0.3 + g*0.6 + a*0.1"), Strength = 1, Melt = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(Key.Digit1, false, "original")]
    [InlineData(Key.Digit9, false, "h")]
    [InlineData(Key.Digit0, false, "i")]
    [InlineData(Key.Digit1, true, "j")]
    [InlineData(Key.Digit2, true, "k")]
    [InlineData(Key.Digit3, true, null)]
    public void Digits_melt_into_the_first_ten_styles_and_with_shift_into_the_next_ten(Key digit, bool isShifted, string? style) =>
        Assert.Equal(style is null ? null : new ShowBlend(new Blend(style)), Command(digit, isShifted ? KeyModifiers.Shift : KeyModifiers.None));

    [Fact]
    public void Brackets_melt_into_the_neighbors_of_the_style_that_leads_and_go_round()
    {
        Assert.Equal(new ShowBlend(new Blend("h")), Command(Key.RightBracket));
        Assert.Equal(new ShowBlend(new Blend("f")), Command(Key.LeftBracket));
        Assert.Equal(new ShowBlend(new Blend("original")), Command(Key.RightBracket, desk: Desk with { Blend = new Blend("k") }));
        Assert.Equal(new ShowBlend(new Blend("k")), Command(Key.LeftBracket, desk: Desk with { Blend = Blend.Original }));
    }

    [Fact]
    public void Arrows_move_the_strength_by_a_tenth_from_nothing_to_twice()
    {
        Assert.Equal(new SetStrength(1.1f), Command(Key.Up));
        Assert.Equal(new SetStrength(0.9f), Command(Key.Down));
        Assert.Equal(new SetStrength(2), Command(Key.Up, desk: Desk with { Strength = 2 }));
        Assert.Equal(new SetStrength(0), Command(Key.Down, desk: Desk with { Strength = 0.04f }));
    }

    [Fact]
    public void Other_keys_hide_the_picture_choose_presets_tap_and_take_steps_back()
    {
        Assert.Equal(new SetPrivacy(true), Command(Key.P));
        Assert.Equal(new SetPrivacy(false), Command(Key.P, desk: Desk with { IsPrivate = true }));
        Assert.Equal(new NextPreset(), Command(Key.N));
        Assert.Equal(new PreviousPreset(), Command(Key.B));
        Assert.Equal(new Tap(), Command(Key.Space));
        Assert.Equal(new UndoLast(), Command(Key.Z, KeyModifiers.Control));
        Assert.Equal(new RedoLast(), Command(Key.Y, KeyModifiers.Control));
        Assert.Equal(new RedoLast(), Command(Key.Z, KeyModifiers.Control | KeyModifiers.Shift));
    }

    [Theory]
    [InlineData(Key.Digit1, KeyModifiers.Control)]
    [InlineData(Key.P, KeyModifiers.Alt)]
    [InlineData(Key.Up, KeyModifiers.Super)]
    [InlineData(Key.Z, KeyModifiers.None)]
    [InlineData(Key.X, KeyModifiers.None)]
    public void Keys_of_other_programs_do_nothing(Key key, KeyModifiers held) => Assert.Null(Command(key, held));

    [Theory]
    [InlineData(Key.Up, true)]
    [InlineData(Key.RightBracket, true)]
    [InlineData(Key.P, false)]
    [InlineData(Key.Space, false)]
    [InlineData(Key.N, false)]
    [InlineData(Key.Digit3, false)]
    public void A_key_that_is_held_moves_on_only_where_that_makes_steps(Key key, bool repeats)
    {
        var held = new WindowEvent(WindowEventKind.KeyRepeated) { Key = key };
        Assert.Equal(repeats, DeskKeys.CommandOf(held, Desk, Names) is not null);
        Assert.NotNull(Command(key));
    }

    static DeskCommand? Command(Key key, KeyModifiers held = KeyModifiers.None, DeskState? desk = null) =>
        DeskKeys.CommandOf(new WindowEvent(WindowEventKind.KeyPressed) { Key = key, Modifiers = held }, desk ?? Desk, Names);
}

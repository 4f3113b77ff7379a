using LiveStyle.Live.Control;
using LiveStyle.Presentation.Windowing;
using LiveStyle.Styles;

namespace LiveStyle.Live.Windows;

/// <summary>What a window's keys do at a desk.</summary>
static class DeskKeys
{
    const float StrengthStep = 0.1f;
    const float LargestStrength = 2;

    /// <summary>The command of a key that went down or is repeated; null: it has none.</summary>
    /// <param name="key">The key with what is held beside it.</param>
    /// <param name="desk">What the desk is set to.</param>
    /// <param name="names">The styles, in the order of the digits.</param>
    public static DeskCommand? CommandOf(in WindowEvent key, DeskState desk, StyleNames names)
    {
        bool isFirst = key.Kind == WindowEventKind.KeyPressed;
        bool isShifted = (key.Modifiers & KeyModifiers.Shift) != 0;
        return (key.Modifiers & ~KeyModifiers.Shift) switch
        {
            KeyModifiers.Control => key.Key switch
            {
                Key.Z => isShifted ? new RedoLast() : new UndoLast(),
                Key.Y => new RedoLast(),
                _ => null,
            },
            KeyModifiers.None => key.Key switch
            {
                >= Key.Digit0 and <= Key.Digit9 when isFirst => StyleAt((key.Key - Key.Digit0 + 9) % 10 + (isShifted ? 10 : 0), names),
                Key.RightBracket => StyleAt((Leading(desk.Blend, names) + 1) % names.Count, names),
                Key.LeftBracket => StyleAt((Leading(desk.Blend, names) + names.Count - 1) % names.Count, names),
                Key.Up => Strength(desk.Strength + StrengthStep),
                Key.Down => Strength(desk.Strength - StrengthStep),
                Key.P when isFirst => new SetPrivacy(!desk.IsPrivate),
                Key.Space when isFirst => new Tap(),
                Key.N when isFirst => new NextPreset(),
                Key.B when isFirst => new PreviousPreset(),
                _ => null,
            },
            _ => null,
        };
    }

    static ShowBlend? StyleAt(int index, StyleNames names) => index < names.Count ? new ShowBlend(new Blend(names[index])) : null;

    static SetStrength Strength(float strength) => new(Math.Clamp(MathF.Round(strength, 1), 0, LargestStrength));

    /// <summary>The style of the largest weight; the first of equals.</summary>
    static int Leading(Blend blend, StyleNames names)
    {
        int leading = 0;
        float most = float.NegativeInfinity;
        foreach (WeightedStyle term in blend.Terms)
        {
            if (term.Weight > most && names.TryFind(term.Slug, out int index))
            {
                (leading, most) = (index, term.Weight);
            }
        }

        return leading;
    }
}

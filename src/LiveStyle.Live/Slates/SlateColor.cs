using System.Globalization;

namespace LiveStyle.Live.Slates;

/// <summary>The color of a slate.</summary>
/// <param name="Red">0 to 255, sRGB.</param>
/// <param name="Green">0 to 255, sRGB.</param>
/// <param name="Blue">0 to 255, sRGB.</param>
public readonly record struct SlateColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads a color such as #203040.</summary>
    /// <param name="text">The text; the # may be left out.</param>
    /// <exception cref="LiveStyleException">It is no such color.</exception>
    public static SlateColor Parse(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith('#') ? 1 : 0);
        return digits.Length == 6 && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? new SlateColor((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : throw new LiveStyleException($"the color '{text}': give six hexadecimal digits, red, green and blue, such as #203040");
    }

    /// <summary>Writes the color in the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");
}

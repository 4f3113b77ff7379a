using System.Globalization;

namespace LiveStyle.Styles;

/// <summary>Reads blends, and words between them, off a line of text; its errors name the column, counted from 1.</summary>
sealed class BlendReader(string text, int start = 0, int? end = null)
{
    readonly int begin = start;
    readonly int end = end ?? text.Length;
    int position = start;

    /// <summary>Whether the last blend read gave its strength.</summary>
    public bool HasStrength { get; private set; }

    /// <summary>Reads as far as the blend goes.</summary>
    public Blend ReadBlend()
    {
        var terms = new List<WeightedStyle>();
        SkipSpaces();
        if (position == end)
        {
            throw Fault("a blend names at least one style, such as munch-scream or munch-scream*0.5 + klimt-the-kiss*0.5");
        }

        float? sign = TakeSign() ?? 1;
        while (sign is { } given)
        {
            // "a + -b" and "a - -0.5*b" are what programs write that join terms.
            terms.Add(ReadTerm(terms.Count > 0 ? given * (TakeSign() ?? 1) : given));
            sign = TakeSign();
        }

        float strength = 1;
        HasStrength = Take('@');
        if (HasStrength)
        {
            strength = ReadNumber("a strength after '@', such as @0.8");
        }

        SkipSpaces();
        return new Blend(terms, strength);
    }

    /// <summary>The next word, with its column; empty where none begins.</summary>
    public string ReadWord(out int column)
    {
        SkipSpaces();
        int from = position;
        column = from + 1;
        while (position < end && (char.IsLetter(text[position]) || (position > from && (char.IsDigit(text[position]) || text[position] is '-' or '_'))))
        {
            position++;
        }

        string word = text[from..position];
        SkipSpaces();
        return word;
    }

    public void ExpectEnd()
    {
        SkipSpaces();
        if (position < end)
        {
            throw Fault($"'{Rest()}' was not expected; join styles with + or -, as in munch-scream*0.5 + klimt-the-kiss*0.5");
        }
    }

    WeightedStyle ReadTerm(float sign)
    {
        SkipSpaces();
        if (position < end && (char.IsAsciiDigit(text[position]) || text[position] is '.'))
        {
            float weight = ReadNumber("a number");
            if (!Take('*'))
            {
                throw Fault("a number needs a style, as in 0.7*munch-scream");
            }

            return new WeightedStyle(ReadSlug(), sign * weight);
        }

        string slug = ReadSlug();
        return new WeightedStyle(slug, Take('*') ? sign * ReadNumber($"a number after '{slug}*', such as {slug}*0.5") : sign);
    }

    string ReadSlug()
    {
        SkipSpaces();
        int from = position;
        while (position < end && IsOfName(position))
        {
            position++;
        }

        string slug = text[from..position];
        if (slug.Length == 0)
        {
            string found = from < end ? $"not '{text[from]}'" : "and the text ends";
            throw Fault($"a style name is expected here, {found}; names look like munch-scream", from);
        }

        if (!StyleInfo.IsSlug(slug))
        {
            string lower = slug.ToLowerInvariant().Replace('_', '-');
            throw Fault(StyleInfo.IsSlug(lower) ? $"'{slug}' is no style name; write {lower}" : StyleInfo.WhyNoSlug(slug), from);
        }

        return slug;
    }

    /// <summary>A letter, a digit, or a hyphen with one of them at both sides.</summary>
    bool IsOfName(int at) => IsLetter(at) || (text[at] == '-' && at > begin && IsLetter(at - 1) && IsLetter(at + 1));

    bool IsLetter(int at) => at >= 0 && at < end && (char.IsLetterOrDigit(text[at]) || text[at] == '_');

    float ReadNumber(string what)
    {
        SkipSpaces();
        int from = position;
        float sign = TakeSign() ?? 1;
        SkipSpaces();
        int digits = position;
        SkipDigits();
        if (position < end && text[position] == '.')
        {
            position++;
            SkipDigits();
        }

        if (position > digits && position < end && text[position] is 'e' or 'E')
        {
            int mark = position++;
            position += position < end && text[position] is '+' or '-' ? 1 : 0;
            int exponent = position;
            SkipDigits();
            position = position > exponent ? position : mark;
        }

        ReadOnlySpan<char> number = text.AsSpan(digits, position - digits);
        if (!float.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out float value))
        {
            string found = from < end ? $"not '{text[from]}'" : "and the text ends";
            throw Fault($"{what} is expected here, {found}", from);
        }

        if (position < end && text[position] == ',')
        {
            throw Fault("numbers are written with a point, not a comma");
        }

        return float.IsFinite(value) ? sign * value : throw Fault($"{number} is too large", from);
    }

    float? TakeSign() => Take('+') ? 1 : Take('-') ? -1 : null;

    bool Take(char symbol)
    {
        SkipSpaces();
        if (position == end || text[position] != symbol)
        {
            return false;
        }

        position++;
        return true;
    }

    void SkipDigits()
    {
        while (position < end && char.IsAsciiDigit(text[position]))
        {
            position++;
        }
    }

    void SkipSpaces()
    {
        while (position < end && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }

    string Rest() => text[position..end].Trim() is { Length: > 24 } rest ? rest[..24] + "…" : text[position..end].Trim();

    BlendException Fault(string message, int? at = null) => new($"blend, column {(at ?? position) + 1}: {message}");
}

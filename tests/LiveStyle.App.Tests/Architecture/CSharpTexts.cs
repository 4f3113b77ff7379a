using System.Text;
using System.Text.RegularExpressions;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>The string literals of C# code, and the code without them and without its comments.</summary>
sealed partial class CSharpTexts
{
    readonly string code;
    readonly List<(int Line, string Text)> texts = [];
    readonly StringBuilder rest = new();

    CSharpTexts(string code)
    {
        this.code = code;
        ReadCode(0, isHole: false);
    }

    /// <summary>Each literal as it is written, with "{}" in the place of what is computed in it; and the line that it begins in, from 1.</summary>
    public IReadOnlyList<(int Line, string Text)> Texts => texts;

    /// <summary>The code around them.</summary>
    public string Code => rest.ToString();

    public static CSharpTexts Of(string code) => new(code);

    /// <summary>Reads code to its end, or to the brace that ends the hole of an interpolated string.</summary>
    /// <returns>Where it stopped.</returns>
    int ReadCode(int place, bool isHole)
    {
        int depth = 0;
        while (place < code.Length)
        {
            if (At(place, "//"))
            {
                place = Find("\n", place);
            }
            else if (At(place, "/*"))
            {
                place = Find("*/", place) + 2;
            }
            else if (Opening().Match(code, place) is { Success: true } opening)
            {
                place = ReadText(place, opening.Groups["before"].Value, opening.Groups["quotes"].Value);
            }
            else if (Character().Match(code, place) is { Success: true } character)
            {
                place += character.Length;
            }
            else
            {
                depth += code[place] switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
                if (isHole && depth < 0)
                {
                    return place;
                }

                rest.Append(code[place++]);
            }
        }

        return place;
    }

    /// <returns>The place after it.</returns>
    int ReadText(int start, string before, string quotes)
    {
        int place = start + before.Length;
        if (quotes.Length == 2)
        {
            return place + 2;
        }

        bool isRaw = quotes.Length >= 3, isVerbatim = before.Contains('@', StringComparison.Ordinal);
        int holes = before.Count(character => character == '$');
        string end = isRaw ? quotes : "\"", hole = new('{', Math.Max(1, holes));
        var text = new StringBuilder();
        place += end.Length;
        while (place < code.Length && (!At(place, end) || (isVerbatim && At(place, "\"\""))))
        {
            if (isVerbatim && At(place, "\"\"") || !isRaw && holes > 0 && At(place, "{{"))
            {
                text.Append(code[place]);
                place += 2;
            }
            else if (!isRaw && !isVerbatim && code[place] == '\\')
            {
                text.Append(code, place, 2);
                place += 2;
            }
            else if (holes > 0 && At(place, hole))
            {
                place = ReadCode(place + hole.Length, isHole: true) + hole.Length;
                text.Append("{}");
            }
            else
            {
                text.Append(code[place++]);
            }
        }

        texts.Add((code.AsSpan(0, start).Count('\n') + 1, text.ToString()));
        return place + end.Length;
    }

    bool At(int place, string text) => string.CompareOrdinal(code, place, text, 0, text.Length) == 0;

    int Find(string text, int from) => code.IndexOf(text, from, StringComparison.Ordinal) is >= 0 and int found ? found : code.Length;

    [GeneratedRegex("""\G(?<before>[$@]*)(?<quotes>"+)""")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\G'(?:\\.[^']*|[^'\\])'")]
    private static partial Regex Character();
}

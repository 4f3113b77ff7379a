using System.Globalization;
using System.Text;

namespace LiveStyle.Live.Control.Osc;

/// <summary>The arguments of a message as its address takes them, with one clear line for what doesn't fit.</summary>
sealed class OscArguments
{
    /// <summary>No address takes more.</summary>
    const int Most = 8;

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    readonly List<OscValue> values = [];

    /// <exception cref="LiveStyleException">There are too many, or a text is not in UTF-8.</exception>
    public OscArguments(OscMessage message)
    {
        OscArgumentReader reader = message.Arguments;
        while (reader.TryNext(out OscArgument argument))
        {
            if (values.Count == Most)
            {
                throw new LiveStyleException($"it has more than {Most} arguments");
            }

            values.Add(new OscValue(argument.IsNumber ? argument.Number : null, argument.IsText ? Read(argument.Text) : null));
        }
    }

    /// <summary>Whether a button that sent the message was pressed: it has no argument, or one that is not zero.</summary>
    public bool IsPress => values.Count == 0 || values[0].Number != 0;

    public int Count => values.Count;

    public string Text(int place, string what) => place < values.Count && values[place].Text is { } text ? text : throw Expected(place, what, "text (s)");

    public double Number(int place, string what) => place < values.Count && values[place].Number is { } number ? number : throw Expected(place, what, "number (f, i, d or h)");

    public float Single(int place, string what) => (float)Number(place, what);

    public TimeSpan Seconds(int place, string what) => TimeSpan.FromSeconds(DeskLimits.Within(what, Number(place, what), 0, DeskLimits.LongestMelt, " seconds"));

    public TimeSpan? Melt(int place) => place < values.Count ? Seconds(place, "the time of a melt") : null;

    public int Integer(int place, string what, int least, int most) => (int)DeskLimits.Within(what, Math.Round(Number(place, what)), least, most);

    static string Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException problem)
        {
            throw new LiveStyleException("it has a text that is not in UTF-8", problem);
        }
    }

    static LiveStyleException Expected(int place, string what, string kind) =>
        new(string.Create(CultureInfo.InvariantCulture, $"argument {place + 1} is {what}, a {kind}"));
}

using System.Globalization;

namespace LiveStyle.Time;

/// <summary>Times as people write them: "12", "12.5s", "250ms", "1:30", "1:02:03.250". Always with a point, never a comma.</summary>
public static class ClockTime
{
    /// <summary>
    /// Reads seconds ("12.5", "12.5s"), milliseconds ("250ms"), minutes and seconds ("1:30.5") or hours, minutes and
    /// seconds ("1:02:03"). A leading minus is read too, so that the caller can say what is wrong with it.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        text = text.Trim();
        bool negative = text.StartsWith('-');
        text = negative ? text[1..] : text;
        bool isMilliseconds = false;
        if (text.EndsWith("ms"))
        {
            text = text[..^2];
            isMilliseconds = true;
        }
        else if (text.EndsWith("s"))
        {
            text = text[..^1];
        }

        bool isClock = text.Contains(':');
        int fields = 0;
        while (text.IndexOf(':') is var colon && colon >= 0)
        {
            if (++fields > 2 || !int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int field))
            {
                return false;
            }

            seconds = (seconds + field) * 60;
            text = text[(colon + 1)..];
        }

        if (!double.TryParse(text, isClock ? NumberStyles.AllowDecimalPoint : NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double last) ||
            (isClock && (last >= 60 || isMilliseconds)))
        {
            return false;
        }

        // Dividing rounds better than multiplying by 0.001: 250ms is 0.25 exactly.
        seconds = isMilliseconds ? last / 1000 : seconds + last;
        seconds = negative ? -seconds : seconds;
        return double.IsFinite(seconds);
    }

    /// <summary>The shortest form that reads back to the same number: "12.5s".</summary>
    public static string Format(double seconds) => seconds.ToString("R", CultureInfo.InvariantCulture) + "s";
}

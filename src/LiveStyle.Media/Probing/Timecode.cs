using System.Globalization;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>Arithmetic with timecodes (SMPTE 12M): "hh:mm:ss:ff", or ";" before the frames where numbers are dropped.</summary>
public static class Timecode
{
    /// <summary>Gives the timecode of a later picture; where it can't be read, it comes back as it was.</summary>
    /// <param name="timecode">The timecode of the first picture.</param>
    /// <param name="by">The time from the first picture to the later one.</param>
    /// <param name="rate">The pictures per second.</param>
    public static string Later(string timecode, TimeSpan by, Rational rate)
    {
        int rounded = (int)Math.Round(rate.ToDouble());
        string[] parts = timecode.Split(':', ';', '.');
        if (by <= TimeSpan.Zero || rounded < 1 || parts.Length != 4 ||
            !parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return timecode;
        }

        int[] numbers = [.. parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        long minutes = (numbers[0] * 60L) + numbers[1];
        int dropped = timecode.Contains(';', StringComparison.Ordinal) ? rounded / 15 : 0;
        long frame = (((minutes * 60) + numbers[2]) * rounded) + numbers[3] - (dropped * (minutes - (minutes / 10)))
            + (long)Math.Round(by.TotalSeconds * rate.ToDouble());

        // Back to numbers: two (or four) are left out at the start of every minute but each tenth.
        long inTen = (rounded * 600L) - (9 * dropped), inOne = (rounded * 60L) - dropped;
        long rest = frame % inTen;
        long skipped = (frame / inTen * 9) + (rest < rounded * 60L ? 0 : ((rest - (rounded * 60L)) / inOne) + 1);
        frame += dropped * skipped;
        frame %= rounded * 86400L;
        long seconds = frame / rounded;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{(dropped > 0 ? ';' : ':')}{frame % rounded:00}");
    }
}

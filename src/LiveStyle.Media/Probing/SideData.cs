using System.Globalization;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>Something that a stream, its packets or its decoded frames carry beside their samples, as ffprobe names it.</summary>
/// <param name="Type">ffmpeg's name, such as "Display Matrix"; packets and frames may have two names of one thing.</param>
/// <param name="Values">What ffprobe tells of it, by name, such as "rotation"; of several, the first one's.</param>
public sealed record SideData(string Type, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Whether frames other than key frames carry it too; false in headers.</summary>
    public bool IsBesideKeyFrames { get; init; }

    /// <summary>A value that is a number or a ratio; 0 where there is none.</summary>
    public double Number(string name)
    {
        string? text = Values.GetValueOrDefault(name);
        return Rational.TryParse(text, out Rational ratio) ? (ratio.Denominator != 0 ? ratio.ToDouble() : 0)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;
    }
}

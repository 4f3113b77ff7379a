using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Media.Color;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Sequences;
using LiveStyle.Time;

namespace LiveStyle.Transcoding.Plan;

/// <summary>A film's original, as its settings name it.</summary>
public static class FilmOriginal
{
    /// <summary>Probes the original of a film.</summary>
    /// <param name="settings">The film's settings.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LiveStyleException">It can't be read, or it is no sequence of pictures and has a rate of its own.</exception>
    public static Task<MediaInfo> ProbeAsync(FilmSettings settings, CancellationToken cancellation) =>
        ProbeAsync(ShownPath.Short(settings.Input), settings.Fps, settings.Stream, cancellation);

    /// <summary>Probes an original.</summary>
    /// <param name="input">A path, an address or a pattern of pictures.</param>
    /// <param name="fps">The pictures a second of a pattern, as <see cref="ReadRate"/> gives it; null for 25.</param>
    /// <param name="stream">The number of the video that is restyled, among all streams; null for the one that players show.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<MediaInfo> ProbeAsync(string input, Rational? fps, int? stream, CancellationToken cancellation) =>
        fps is not null && !ImageSequence.IsPattern(input)
            ? throw new LiveStyleException($"a frame rate is given to pictures, such as frames/%05d.png; {Secrets.Hide(input)} has times of its own, leave the rate out") { Remedies = Remedies.OwnFrameRate }
            : MediaProbe.ProbeAsync(input, fps ?? ImageSequence.UsualRate, stream, cancellation);

    /// <summary>
    /// Says what becomes of a high dynamic range: it stays unless told otherwise; an encoder of too few bits then refuses it.
    /// </summary>
    /// <param name="settings">The settings of the film.</param>
    public static HdrHandling Hdr(FilmSettings settings) => settings.Hdr ?? HdrHandling.Expand;

    /// <summary>
    /// Reads "24000/1001", "25" or "23.976" as an exact ratio; null gives null. A decimal that stands for a rate of NTSC (23.976, 29.97,
    /// 59.94) is taken as that.
    /// </summary>
    /// <exception cref="LiveStyleException">It is no rate.</exception>
    public static Rational? ReadRate(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Rational.TryParse(text, out Rational exact) && exact.IsKnown && exact.ToDouble() is > 1e-3 and < 1e4)
        {
            return exact;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value is < 0.001m or > 10000m)
        {
            throw new LiveStyleException($"{text}: no frame rate; give pictures a second, such as 25, 23.976 or 24000/1001");
        }

        long whole = (long)Math.Ceiling(value);
        if ((whole % 24 == 0 || whole % 30 == 0) && Math.Abs(value - whole * 1000m / 1001m) < 0.005m)
        {
            return new Rational(whole * 1000, 1001);
        }

        (long numerator, long denominator) = ((long)Math.Round(value * 1000), 1000);
        long common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new Rational(numerator / common, denominator / common);
    }
}

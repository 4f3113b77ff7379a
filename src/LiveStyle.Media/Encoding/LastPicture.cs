using System.Globalization;
using LiveStyle.Time;

namespace LiveStyle.Media.Encoding;

/// <summary>
/// Makes ffmpeg write how long the last picture of a track is shown. Left to itself it takes a guess from the rate, which of a GIF or of
/// slides may be wrong by any time.
/// </summary>
static class LastPicture
{
    /// <summary>A bitstream filter for a track whose packets are copied, whatever its clock begins at.</summary>
    /// <param name="container">That it is copied to.</param>
    /// <param name="count">Pictures of the track, one a packet.</param>
    /// <param name="last">Ticks from the first picture to the last one.</param>
    /// <param name="end">Ticks from the first picture to the end of the last one.</param>
    /// <param name="timeBase">The time base of the ticks.</param>
    /// <param name="rate">The frames per second by which the copied packets' lengths were guessed.</param>
    public static string Filter(OutputContainer container, long count, long last, long end, Rational timeBase, Rational rate)
    {
        // "TB" is the time base of what is copied. Some versions (5.1) hand over ticks of the file that is written all the same.
        string own = Length(end, "TB"), late = $"gte(PTS-STARTPTS\\,{Length(last, "TB")})";
        string duration = container.Muxer is "mp4" or "mov"

            // Both tick alike. Reordered pictures end with another packet than they are shown last; a track's length is counted in the
            // order of decoding, so that packet makes up for the rest.
            ? $"if(eq(N\\,{(count - 1).ToString(CultureInfo.InvariantCulture)})\\,{own}-DTS+STARTDTS\\,if({late}\\,{own}-PTS+STARTPTS\\,DURATION))"

            // Where a picture is the only one, its guessed length tells which ticks they are.
            : count == 1 ? $"if(gte({Miss("TB")}\\,{Miss("0.001")})\\,{Length(end, "0.001")}\\,{own})"

            // The furthest end counts, and no other packet's reaches it whichever the ticks are.
            : $"if({Near("TB")}\\,{own}-PTS+STARTPTS\\,if({Near("0.001")}\\,{Length(end, "0.001")}-PTS+STARTPTS\\,DURATION))";
        return $"setts=pts=PTS:dts=DTS:duration={duration}";

        string Near(string tick) => $"lte(abs(PTS-STARTPTS-{Length(last, tick)})\\,1)";

        string Miss(string tick) => $"abs(DURATION*{tick}-{rate.Denominator}/{rate.Numerator})";

        string Length(long ticks, string tick) =>
            string.Create(CultureInfo.InvariantCulture, $"round({(Int128)ticks * timeBase.Numerator}/{timeBase.Denominator}/{tick})");
    }
}

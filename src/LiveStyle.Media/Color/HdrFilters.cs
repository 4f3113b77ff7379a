using System.Globalization;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Color;

/// <summary>ffmpeg's filters between HDR and the SDR that a network sees, made of such as every ffmpeg has.</summary>
static class HdrFilters
{
    /// <summary>What is taken for the brightest of a clip that does not say.</summary>
    const double UsualPeak = 1000;

    /// <summary>Light of BT.2020 in BT.709's primaries (BT.2087).</summary>
    const string FromBt2020 = "rr=1.660491:rg=-0.587641:rb=-0.072850:gr=-0.124550:gg=1.132900:gb=-0.008349:br=-0.018151:bg=-0.100579:bb=1.118730";

    /// <summary>Light of P3 at white D65 in BT.709's primaries.</summary>
    const string FromP3 = "rr=1.224940:rg=-0.224940:gr=-0.042057:gg=1.042057:br=-0.019638:bg=-0.078636:bb=1.098274";

    /// <summary>rgb48le of HDR codes to rgb24.</summary>
    public static string ToSdr(VideoStreamInfo video, HdrHandling handling)
    {
        HdrTransfer transfer = video.Hdr!.Value;
        if (handling is HdrHandling.Expand)
        {
            return $"{Lut($"round(255*({HdrCurve.Whole(transfer).ToSdr}))*257")},format=rgb24";
        }

        var curve = new HdrCurve(transfer, Peak(video.Mastering));
        string matrix = video.Color.Primaries switch
        {
            "bt709" => "",
            "smpte431" or "smpte432" => $",colorchannelmixer={FromP3}",
            _ => $",colorchannelmixer={FromBt2020}",
        };
        return $"{Lut($"65535*(st(0,{curve.ToSdr});{HdrCurve.Light})")}{matrix},{Lut($"round(255*({HdrCurve.OfLight}))*257")},format=rgb24";
    }

    /// <summary>rgb24, as made for <see cref="HdrHandling.Expand"/>, to rgb48le of HDR codes.</summary>
    public static string FromSdr(HdrTransfer transfer) => $"format=rgb48le,{Lut($"65535*({HdrCurve.Whole(transfer).FromSdr})")}";

    /// <summary>Not what the screen could show, if the clip says what it holds.</summary>
    static double Peak(HdrMetadata? mastering) =>
        Math.Clamp(mastering switch
        {
            { MaxContentLight: > 0 } => mastering.MaxContentLight,
            { Display: { } display } => display.MaxLuminance,
            _ => UsualPeak,
        }, 300, 10000);

    /// <param name="formula">The formula of a 16-bit code from one of 0 to 1, which is register 0.</param>
    static string Lut(string formula)
    {
        string whole = string.Create(CultureInfo.InvariantCulture, $"'st(0,val/maxval);{formula}'");
        return $"lutrgb=r={whole}:g={whole}:b={whole}";
    }
}

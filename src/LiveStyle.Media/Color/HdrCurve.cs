using System.Globalization;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Color;

/// <summary>
/// The way from a code of HDR to one of SDR and back, a channel at a time: up to the knee, the SDR code that a screen of gamma 2.4
/// (BT.1886) shows as bright, its white at 203 nits (BT.2408); above it, a shoulder that holds all up to the peak.
/// </summary>
/// <remarks>
/// The formulas are ffmpeg's, of codes from 0 to 1; "x" in them is register 0. Of HLG, the light is that of gray on a screen of 1000 nits
/// (system gamma 1.2).
/// </remarks>
sealed class HdrCurve
{
    const double White = 203;
    const double Gamma = 2.4;
    const double Knee = 100;

    // BT.2100, table 4.
    const double M1 = 2610.0 / 16384, M2 = 2523.0 / 32, C1 = 3424.0 / 4096, C2 = 2413.0 / 128, C3 = 2392.0 / 128;

    // BT.2100, table 5.
    const double A = 0.17883277, B = 1 - 4 * A, HlgPeak = 1000, SystemGamma = 1.2;
    static readonly double C = 0.5 - A * Math.Log(4 * A);

    readonly HdrTransfer transfer;
    readonly double knee;
    readonly double top;
    readonly double slope;
    readonly double kneeSdr = Math.Pow(Knee / White, 1 / Gamma);

    /// <param name="transfer">The transfer of the HDR codes.</param>
    /// <param name="peak">The nits that become the brightest SDR code, above those of the knee; HLG has its own.</param>
    public HdrCurve(HdrTransfer transfer, double peak)
    {
        this.transfer = transfer;
        knee = Code(Knee);
        top = transfer is HdrTransfer.Hlg ? 1 : Code(peak);

        // The shoulder goes on as steep as the curve arrives.
        const double step = 0.01;
        double rise = (Math.Pow((Knee + step) / White, 1 / Gamma) - Math.Pow((Knee - step) / White, 1 / Gamma)) / (Code(Knee + step) - Code(Knee - step));
        slope = rise * (top - knee) / (1 - kneeSdr);
    }

    /// <summary>All that the transfer can code.</summary>
    public static HdrCurve Whole(HdrTransfer transfer) => new(transfer, 10000);

    /// <summary>SDR code of the HDR code x.</summary>
    public string ToSdr => string.Create(CultureInfo.InvariantCulture,
        $"if(lt(ld(0),{knee:R}),{LowToSdr},st(1,min((ld(0)-{knee:R})/{top - knee:R},1));{kneeSdr:R}+{(1 - kneeSdr) * slope:R}*ld(1)/(1+{slope - 1:R}*ld(1)))");

    /// <summary>HDR code of the SDR code x.</summary>
    public string FromSdr => string.Create(CultureInfo.InvariantCulture,
        $"if(lt(ld(0),{kneeSdr:R}),{LowFromSdr},st(1,(ld(0)-{kneeSdr:R})/{1 - kneeSdr:R});{knee:R}+{top - knee:R}*ld(1)/({slope:R}-{slope - 1:R}*ld(1)))");

    /// <summary>Light of an SDR code x, its white 1.</summary>
    public static string Light { get; } = string.Create(CultureInfo.InvariantCulture, $"pow(ld(0),{Gamma:R})");

    /// <summary>SDR code of light x.</summary>
    public static string OfLight { get; } = string.Create(CultureInfo.InvariantCulture, $"pow(ld(0),{1 / Gamma:R})");

    string LowToSdr => transfer is HdrTransfer.Pq
        ? string.Create(CultureInfo.InvariantCulture,
            $"st(1,pow(ld(0),{1 / M2:R}));pow(pow(max(ld(1)-{C1:R},0)/({C2:R}-{C3:R}*ld(1)),{1 / M1:R})*{10000 / White:R},{1 / Gamma:R})")
        : string.Create(CultureInfo.InvariantCulture,
            $"pow(if(lt(ld(0),0.5),ld(0)*ld(0)/3,(exp((ld(0)-{C:R})/{A:R})+{B:R})/12),{SystemGamma / Gamma:R})*{Math.Pow(HlgPeak / White, 1 / Gamma):R}");

    string LowFromSdr => transfer is HdrTransfer.Pq
        ? string.Create(CultureInfo.InvariantCulture,
            $"st(1,pow(pow(ld(0),{Gamma:R})*{White / 10000:R},{M1:R}));pow(({C1:R}+{C2:R}*ld(1))/(1+{C3:R}*ld(1)),{M2:R})")
        : string.Create(CultureInfo.InvariantCulture,
            $"st(1,pow(ld(0)*{Math.Pow(White / HlgPeak, 1 / Gamma):R},{Gamma / SystemGamma:R}));if(lt(ld(1),{1.0 / 12:R}),sqrt(3*ld(1)),{A:R}*log(12*ld(1)-{B:R})+{C:R})");

    /// <summary>HDR code of a gray of so many nits.</summary>
    double Code(double nits)
    {
        if (transfer is HdrTransfer.Pq)
        {
            double power = Math.Pow(nits / 10000, M1);
            return Math.Pow((C1 + C2 * power) / (1 + C3 * power), M2);
        }

        double scene = Math.Pow(nits / HlgPeak, 1 / SystemGamma);
        return scene < 1.0 / 12 ? Math.Sqrt(3 * scene) : A * Math.Log(12 * scene - B) + C;
    }
}

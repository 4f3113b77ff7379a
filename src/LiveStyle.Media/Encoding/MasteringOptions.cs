using System.Globalization;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Encoding;

/// <summary>The mastering metadata of HDR, as options of those encoders that write it.</summary>
static class MasteringOptions
{
    public static bool AreTakenBy(string encoder) => encoder is "libx265" or "libx264" or "libsvtav1";

    /// <summary>Writes options for -x265-params, -x264-params or -svtav1-params; empty where there is nothing to say.</summary>
    public static string Of(EncodePlan plan) => plan.Color is { Hdr: not null, Mastering: { } mastering }
        ? plan.Encoder switch
        {
            // In steps of 0.00002 and 0.0001 nits, as the stream has it.
            "libx265" => Join(Display(mastering, "master-display", 50000, 10000, "0"), Light(mastering, "max-cll")),
            "libx264" => Join(Display(mastering, "mastering-display", 50000, 10000, "0"), Light(mastering, "cll")),
            "libsvtav1" => Join(Display(mastering, "mastering-display", 1, 1, "0.0#####"), Light(mastering, "content-light")),
            _ => "",
        }
        : "";

    static string Join(params string[] options) => string.Join(':', options.Where(option => option.Length > 0));

    static string Display(HdrMetadata mastering, string name, double chromaticity, double luminance, string format)
    {
        if (mastering.Display is not { } display)
        {
            return "";
        }

        return $"{name}=G{Color(display.Green)}B{Color(display.Blue)}R{Color(display.Red)}WP{Color(display.White)}"
            + $"L({Number(display.MaxLuminance * luminance)},{Number(display.MinLuminance * luminance)})";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        string Color(Chromaticity color) => $"({Number(color.X * chromaticity)},{Number(color.Y * chromaticity)})";
    }

    static string Light(HdrMetadata mastering, string name) => mastering.MaxContentLight > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{name}={mastering.MaxContentLight},{mastering.MaxAverageLight}")
        : "";
}

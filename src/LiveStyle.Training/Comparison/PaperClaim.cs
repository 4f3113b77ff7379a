using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveStyle.Training.Comparison;

/// <summary>What the paper says, and what was found here.</summary>
/// <param name="Name">In the JSON file.</param>
/// <param name="Value">The ratio found.</param>
/// <param name="Holds">Whether it is as the paper says.</param>
/// <param name="Text">A sentence with all three.</param>
sealed record PaperClaim(string Name, double Value, bool Holds, string Text)
{
    /// <summary>From here on a ratio is nearer to a thousand than to a hundred, as factors go.</summary>
    static readonly double Thousandfold = Math.Pow(10, 2.5);

    /// <summary>What still counts as equal.</summary>
    const double Equal = 1.1;

    /// <summary>By processor seconds, which a busy machine falsifies least.</summary>
    public static IReadOnlyList<PaperClaim> Judge(SystemTimes gatys, SystemTimes? johnson, SystemTimes ours)
    {
        double speed = gatys.One.ProcessorSeconds / ours.One.ProcessorSeconds;
        double size = (double)ours.ManyStylesBytes / ours.OneStyleBytes;
        var claims = new List<PaperClaim>
        {
            Make("thousandfold", speed, speed >= Thousandfold, string.Create(CultureInfo.InvariantCulture,
                $"About 1,000 times faster than optimization, says the paper; {speed:0} times here (counted as held from {Thousandfold:0} times on)")),
            Make("oneModelsSize", size, size <= Equal, string.Create(CultureInfo.InvariantCulture,
                $"25 styles in the space of one model, says the paper; {size:0.000} times one style's files here (held up to {Equal:0.0} times)")),
        };
        if (johnson is not null)
        {
            double same = ours.One.ProcessorSeconds / johnson.One.ProcessorSeconds;
            claims.Insert(1, Make("asFastAsOneStyle", same, same <= Equal, string.Create(CultureInfo.InvariantCulture,
                $"As fast as a network of one style, says the paper; {same:0.00} times its processor seconds here (held up to {Equal:0.0} times)")));
        }

        return claims;
    }

    public JsonObject ToJson() => new() { ["name"] = Name, ["value"] = Value, ["holds"] = Holds };

    static PaperClaim Make(string name, double value, bool holds, string text) =>
        new(name, value, holds, $"{text}: {(holds ? "holds" : "does **not** hold")}.");
}

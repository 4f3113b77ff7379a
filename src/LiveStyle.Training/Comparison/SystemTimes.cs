using System.Text.Json.Nodes;

namespace LiveStyle.Training.Comparison;

/// <summary>A row of the paper's Table 1.</summary>
/// <param name="Name">Of the system.</param>
/// <param name="One">For one picture, the network loaded.</param>
/// <param name="Many">For 25 pictures in 25 styles, loading included.</param>
/// <param name="OneStyleBytes">Files for one style.</param>
/// <param name="ManyStylesBytes">Files for 25 styles.</param>
/// <param name="Measured">How many of the 25 were measured; the rest are their mean.</param>
sealed record SystemTimes(string Name, WorkTime One, WorkTime Many, long OneStyleBytes, long ManyStylesBytes, int Measured)
{
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["oneSeconds"] = One.Seconds,
        ["oneProcessorSeconds"] = One.ProcessorSeconds,
        ["manySeconds"] = Many.Seconds,
        ["manyProcessorSeconds"] = Many.ProcessorSeconds,
        ["manyMeasured"] = Measured,
        ["oneStyleBytes"] = OneStyleBytes,
        ["manyStylesBytes"] = ManyStylesBytes,
    };
}

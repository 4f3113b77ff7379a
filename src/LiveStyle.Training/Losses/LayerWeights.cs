using System.Globalization;

namespace LiveStyle.Training.Losses;

/// <summary>Layers with weights as text: "relu1_1=1,relu2_2=0.5"; a layer without a number weighs 1.</summary>
static class LayerWeights
{
    public static string Format(IReadOnlyDictionary<string, double> weights) =>
        string.Join(',', weights.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));

    public static IReadOnlyDictionary<string, double> Parse(string text, string option)
    {
        var weights = new Dictionary<string, double>();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', 2);
            double weight = 1;
            if (sides.Length == 2 && !double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out weight) || weight <= 0 || !double.IsFinite(weight))
            {
                throw new LiveStyleException($"{option}: '{part}' is not layer=weight with a weight above 0; write relu2_2=1,relu3_1=0.5");
            }

            weights[sides[0]] = weight;
        }

        return weights.Count > 0 ? weights : throw new LiveStyleException($"{option}: names no layer; write relu2_2=1");
    }
}

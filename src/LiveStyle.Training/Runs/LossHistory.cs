using System.Globalization;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Runs;

/// <summary>A step of a run as losses.csv keeps it.</summary>
/// <param name="Step">Counted from the run's very start; the first is 1.</param>
/// <param name="Seconds">Of training, from the run's very start, pauses left out; null where an older version wrote none.</param>
readonly record struct LossRow(long Step, LossTerms Terms, double LearningRate, double? Seconds);

/// <summary>Reads and writes the rows of losses.csv. Columns are found by their names, so that files of older versions are read too.</summary>
static class LossHistory
{
    public const string FileName = "losses.csv";
    public const string Header = "step,total,content,style,total_variation,pixel,steadiness,learning_rate,seconds";

    /// <summary>The rows that are whole, oldest first; a file that a run is writing may be read meanwhile.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IReadOnlyList<LossRow> Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        string[] names = (reader.ReadLine() ?? "").Split(',');
        var rows = new List<LossRow>();
        while (reader.ReadLine() is { } line)
        {
            if (Parse(names, line) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    public static string Format(LossRow row)
    {
        LossTerms terms = row.Terms;
        return string.Create(CultureInfo.InvariantCulture,
            $"{row.Step},{terms.Total:R},{terms.Content:R},{terms.Style:R},{terms.TotalVariation:R},{terms.Pixel:R},{terms.Steadiness:R},{row.LearningRate:R},{row.Seconds:0.###}");
    }

    static LossRow? Parse(string[] names, string line)
    {
        string[] texts = line.Split(',');
        if (texts.Length != names.Length)
        {
            return null;
        }

        double? Value(string name) =>
            Array.IndexOf(names, name) is >= 0 and var column &&
            double.TryParse(texts[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : null;
        return Value("step") is { } step && Value("total") is { } total && Value("content") is { } content && Value("style") is { } style
            && Value("total_variation") is { } variation && Value("pixel") is { } pixel && Value("learning_rate") is { } learningRate
            ? new LossRow((long)step, new LossTerms(total, content, style, variation, pixel, Value("steadiness") ?? 0), learningRate, Value("seconds"))
            : null;
    }
}

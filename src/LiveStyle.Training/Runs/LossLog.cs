using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Runs;

/// <summary>losses.csv: a row a step. Rows past a resumed checkpoint's step are dropped, since those steps come again.</summary>
sealed class LossLog : IDisposable
{
    const string Header = "step,total,content,style,total_variation,pixel,learning_rate";

    readonly StreamWriter writer;

    public LossLog(string path, long resumedAt)
    {
        string[] kept = File.Exists(path)
            ? [.. File.ReadLines(path).Skip(1).Where(row => long.TryParse(row.Split(',')[0], out long step) && step <= resumedAt)]
            : [];
        WholeFile.WriteText(path, string.Join('\n', [Header, .. kept]) + "\n");
        Kept = [.. kept.Select(Read).OfType<LossTerms>()];
        writer = new StreamWriter(path, append: true);
    }

    /// <summary>The losses of the steps before, oldest first.</summary>
    public IReadOnlyList<LossTerms> Kept { get; }

    public void Write(long step, LossTerms terms, double learningRate)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{step},{terms.Total:R},{terms.Content:R},{terms.Style:R},{terms.TotalVariation:R},{terms.Pixel:R},{learningRate:R}"));
    }

    /// <summary>Before each checkpoint, so that the log never lacks a step that the checkpoint has.</summary>
    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    static LossTerms? Read(string row)
    {
        double[] values = [.. row.Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        return values.Length == 7 && values.All(double.IsFinite) ? new LossTerms(values[1], values[2], values[3], values[4], values[5]) : null;
    }
}

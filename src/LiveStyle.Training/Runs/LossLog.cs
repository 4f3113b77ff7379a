using System.Globalization;
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
        writer = new StreamWriter(path, append: false);
        writer.WriteLine(Header);
        foreach (string row in kept)
        {
            writer.WriteLine(row);
        }
    }

    public void Write(long step, LossTerms terms, double learningRate)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{step},{terms.Total:R},{terms.Content:R},{terms.Style:R},{terms.TotalVariation:R},{terms.Pixel:R},{learningRate:R}"));
        if (step % 20 == 0)
        {
            writer.Flush();
        }
    }

    public void Dispose() => writer.Dispose();
}

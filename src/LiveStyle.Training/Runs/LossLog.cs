using LiveStyle.Files;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Runs;

/// <summary>losses.csv: a row a step. Rows past a resumed checkpoint's step are dropped, since those steps come again.</summary>
sealed class LossLog : IDisposable
{
    readonly StreamWriter writer;
    readonly FileStream file;
    readonly double secondsBefore;
    readonly TimeProvider time;
    readonly long begun;

    /// <param name="path">Made, or continued.</param>
    /// <param name="resumedAt">The last step whose row stays; 0 for none.</param>
    /// <param name="time">What the seconds are counted by.</param>
    public LossLog(string path, long resumedAt, TimeProvider time)
    {
        this.time = time;
        begun = time.GetTimestamp();
        LossRow[] kept = File.Exists(path) ? [.. LossHistory.Read(path).Where(row => row.Step <= resumedAt)] : [];
        AtomicFile.WriteText(path, string.Join('\n', [LossHistory.Header, .. kept.Select(LossHistory.Format)]) + "\n");
        Kept = [.. kept.Select(row => row.Terms)];
        secondsBefore = kept.LastOrDefault(row => row.Seconds is not null).Seconds ?? 0;
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        writer = new StreamWriter(file) { NewLine = "\n" };
    }

    /// <summary>The losses of the steps before, oldest first.</summary>
    public IReadOnlyList<LossTerms> Kept { get; }

    public void Write(long step, LossTerms terms, double learningRate) =>
        writer.WriteLine(LossHistory.Format(new LossRow(step, terms, learningRate, secondsBefore + time.GetElapsedTime(begun).TotalSeconds)));

    /// <summary>Before each checkpoint, so that the log never lacks a step that the checkpoint has: a power cut may follow.</summary>
    public void Flush()
    {
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    public void Dispose() => writer.Dispose();
}

using System.Diagnostics;

namespace LiveStyle.Training.Comparison;

/// <summary>What some work took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all threads together: what a busy machine falsifies least.</param>
readonly record struct WorkTime(double Seconds, double ProcessorSeconds)
{
    public static WorkTime operator +(WorkTime left, WorkTime right) => new(left.Seconds + right.Seconds, left.ProcessorSeconds + right.ProcessorSeconds);

    public static WorkTime operator *(WorkTime time, double factor) => new(time.Seconds * factor, time.ProcessorSeconds * factor);

    public static (T Result, WorkTime Time) Of<T>(Func<T> work)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        T result = work();
        double seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        return (result, new WorkTime(seconds, (self.TotalProcessorTime - before).TotalSeconds));
    }

    public static WorkTime Of(Action work) => Of(() =>
    {
        work();
        return true;
    }).Time;

    /// <summary>The median by the clock of some rounds: the first, which warms up, falls out.</summary>
    /// <param name="rounds">Odd.</param>
    /// <param name="work">Done so often.</param>
    public static WorkTime Median(int rounds, Action work)
    {
        WorkTime[] times = [.. Enumerable.Range(0, rounds).Select(_ => Of(work)).OrderBy(time => time.Seconds)];
        return times[rounds / 2];
    }
}

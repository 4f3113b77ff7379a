using System.Diagnostics;

namespace LiveStyle.Benchmarks;

/// <summary>Times of things that take turns, so that a machine whose speed drifts slows all of them alike.</summary>
sealed class Measurement
{
    /// <summary>Runs each action once unmeasured, then all of them in turn; returns each one's median seconds.</summary>
    public static async Task<double[]> InTurnAsync(int rounds, params Func<Task>[] actions)
    {
        var seconds = new List<double>[actions.Length];
        for (int i = 0; i < actions.Length; i++)
        {
            seconds[i] = [];
            await actions[i]();
        }

        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                await actions[i]();
                seconds[i].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return [.. seconds.Select(Median)];
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[values.Count / 2 - 1] + values[values.Count / 2]) / 2;
    }
}

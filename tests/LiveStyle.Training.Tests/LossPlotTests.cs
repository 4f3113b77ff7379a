using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Time;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>losses.csv and the pictures made of it.</summary>
public sealed class LossPlotTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-losses-").FullName;

    [Fact]
    public void Log_of_an_older_version_is_continued_and_its_rows_keep_their_losses()
    {
        string path = Log("old");
        File.WriteAllText(path, "step,total,content,style,total_variation,pixel,learning_rate\n1,4,1,0.5,0.1,0.2,0.001\n2,3,0.9,0.4,0.1,0.2,0.001\n3,2,0.8,0.3,0.1,0.2,0.001\n4,1.5,0.");
        using (var log = new LossLog(path, resumedAt: 2, TimeProvider.System))
        {
            Assert.Equal([4, 3], log.Kept.Select(terms => terms.Total));
            log.Write(3, new LossTerms(2.5, 0.7, 0.2, 0.1, 0.2), 1e-3);
        }

        IReadOnlyList<LossRow> rows = LossHistory.Read(path);
        Assert.Equal([(1, 4), (2, 3), (3, 2.5)], rows.Select(row => (row.Step, row.Terms.Total)));
        Assert.Equal([false, false, true], rows.Select(row => row.Seconds is not null));
    }

    [Fact]
    public void Seconds_go_on_where_the_resumed_session_left_them()
    {
        string path = Log("resumed");
        Write("resumed", 5, step => 1.0 / step);
        var time = new StoppedTime();
        using (var log = new LossLog(path, resumedAt: 3, time))
        {
            time.Pass(seconds: 7);
            log.Write(4, new LossTerms(1, 1, 1, 1, 1), 1e-3);
        }

        IReadOnlyList<LossRow> rows = LossHistory.Read(path);
        Assert.Equal([10, 20, 30, 37], rows.Select(row => row.Seconds!.Value));
    }

    [Fact]
    public void Log_is_readable_while_the_run_writes_it()
    {
        using var log = new LossLog(Log("live"), resumedAt: 0, TimeProvider.System);
        log.Write(1, new LossTerms(1, 1, 1, 1, 1), 1e-3);
        log.Flush();
        Assert.Single(LossHistory.Read(Log("live")));
    }

    [Fact]
    public async Task Two_runs_are_drawn_in_two_colors_each_named_after_its_folder()
    {
        Write("first", 300, step => 5 * Math.Exp(-step / 100.0) + 1);
        Write("second", 200, step => 5 * Math.Exp(-step / 30.0) + 1);
        string one = Path.Combine(folder, "one.png"), both = Path.Combine(folder, "both.png");
        (int code, string output, string error) = await TrainingProgram.RunAsync("plot", "--runs", Path.Combine(folder, "first"), Path.Combine(folder, "second"), "--out", both);
        Assert.True(code == 0, error);
        Assert.Contains("first, second", output);
        LossPlot.Save(one, [new PlottedRun("first", LossHistory.Read(Log("first")))], againstHours: true);
        Assert.True(Colors(one, 0x1F, 0x77, 0xB4) > 500, "the first run's blue");
        Assert.Equal(0, Colors(one, 0xFF, 0x7F, 0x0E));
        Assert.True(Colors(both, 0x1F, 0x77, 0xB4) > 500, "the first run's blue");
        Assert.True(Colors(both, 0xFF, 0x7F, 0x0E) > 300, "the second run's orange");
    }

    [Theory]
    [InlineData("nowhere", "losses.png", "holds no losses.csv")]
    [InlineData("short", "losses.png", "go on")]
    [InlineData("whole", "losses.jpg", "end it in .png")]
    [InlineData("whole", "missing/losses.png", "create it")]
    public async Task Bad_input_of_plot_gets_one_line_with_the_cure(string run, string target, string cure)
    {
        Write("whole", 10, step => step);
        Write("short", 1, step => step);
        (int code, _, string error) = await TrainingProgram.RunAsync("plot", "--runs", Path.Combine(folder, run), "--out", Path.Combine(folder, target));
        Assert.Equal(1, code);
        Assert.Contains(cure, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Curve_is_the_mean_of_the_last_rows_and_passes_over_steps_that_lack_the_term()
    {
        LossRow[] rows = [.. new double[] { 4, 0, 2, 6 }.Select((style, i) => new LossRow(i + 1, new LossTerms(1, 1, style, 1, 1), 1, null))];
        LossCurve curve = LossCurve.Smooth(rows, row => row.Step, row => row.Terms.Style, window: 2);
        Assert.Equal([1, 3, 4], curve.Positions);
        Assert.Equal([4, 3, 4], curve.Means);
    }

    [Theory]
    [InlineData(0.001, 90, "0.001 0.01 0.1 1 10")]
    [InlineData(0.9, 60, "1 2 5 10 20 50")]
    [InlineData(0.419, 0.581, "0.42 0.44 0.46 0.48 0.5 0.52 0.54 0.56 0.58")]
    public void Axis_has_round_values_whatever_its_range(double least, double largest, string expected) =>
        Assert.Equal(expected, string.Join(' ', LossAxis.Ticks(least, largest).Select(tick => tick.Label)));

    [Fact]
    public void SkiaSharp_stays_in_its_home_though_ScottPlot_brings_it() =>
        Assert.DoesNotContain(typeof(LossPlot).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("SkiaSharp"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Log(string run) => Path.Combine(Directory.CreateDirectory(Path.Combine(folder, run)).FullName, LossHistory.FileName);

    void Write(string run, int steps, Func<int, double> loss) => File.WriteAllLines(Log(run), Enumerable.Range(1, steps)
        .Select(step => LossHistory.Format(new LossRow(step, new LossTerms(loss(step), loss(step), loss(step), 0.1, 0.1), 1e-3, 10 * step)))
        .Prepend(LossHistory.Header));

    static int Colors(string path, byte red, byte green, byte blue)
    {
        using HostFrame frame = StillImage.Load(path);
        int count = 0;
        for (int i = 0; i < frame.Pixels.Length; i += 3)
        {
            count += frame.Pixels[i] == red && frame.Pixels[i + 1] == green && frame.Pixels[i + 2] == blue ? 1 : 0;
        }

        return count;
    }
}

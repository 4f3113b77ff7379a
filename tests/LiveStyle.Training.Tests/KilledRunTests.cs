using System.Diagnostics;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>livestyle-train killed as a power cut or the kernel would: without a word, at any moment.</summary>
public sealed class KilledRunTests : IDisposable
{
    const long Steps = 30;
    const int Seed = 20261128;

    readonly TrainingFixture world = new();

    [Fact]
    public async Task Run_that_was_killed_again_and_again_ends_with_the_same_checkpoint_bit_for_bit()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        string killed = Path.Combine(world.Folder, "killed", "run"), straight = Path.Combine(world.Folder, "straight", "run");
        int inMidst = 0;
        for (int attempt = 0; inMidst < 3; attempt++)
        {
            // The first one dies anywhere from its start to its first steps, the others between two checkpoints or in one.
            long before = StepOf(killed), until = attempt == 0 ? 0 : Math.Min(before + random.Next(1, 8), Steps - 4);
            long reached = await KillAsync(killed, until, TimeSpan.FromMilliseconds(random.Next(attempt == 0 ? 1500 : 40)));
            inMidst += reached > before ? 1 : 0;
            if (reached == Steps || (inMidst < 3 && reached >= Steps - 4))
            {
                // On a busy machine the kill came when the run had all but ended: such a run shows nothing, and another begins.
                Assert.True(attempt < 40, $"seed {Seed}: no run could be killed three times before its end");
                Directory.Delete(killed, recursive: true);
                inMidst = 0;
            }
        }

        foreach (string run in (string[])[killed, straight])
        {
            (int code, string output, string error) = await TrainingProgram.RunAsync(Train(run));
            Assert.True(code == 0, error);
            Assert.Equal(run == killed, output.Contains("resuming at step"));
        }

        Assert.Equal(File.ReadAllBytes(Last(straight)), File.ReadAllBytes(Last(killed)));
        Assert.Equal(
            LossHistory.Read(Path.Combine(straight, LossHistory.FileName)).Select(row => (row.Step, row.Terms)),
            LossHistory.Read(Path.Combine(killed, LossHistory.FileName)).Select(row => (row.Step, row.Terms)));
    }

    public void Dispose() => world.Dispose();

    static string Last(string run) => Path.Combine(run, "checkpoints", "last.safetensors");

    /// <summary>Kills the run some time after it has saved the step, and says which step a resumed one begins at.</summary>
    async Task<long> KillAsync(string run, long until, TimeSpan after)
    {
        using Process program = TrainingProgram.Start(Train(run));
        _ = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        // Whatever moment this reads it at, the checkpoint must be a whole one.
        while (StepOf(run) < until && !program.HasExited)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        await Task.Delay(after, TestContext.Current.CancellationToken);
        program.Kill();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return StepOf(run);
    }

    static long StepOf(string run) => File.Exists(Last(run)) ? Checkpoint.Load(Last(run)).Step : 0;

    // A checkpoint after every step.
    string[] Train(string run) =>
    [
        "run", "--photos", world.Photos, "--paintings", world.Paintings, "--vgg", world.Vgg, "--out", run, "--threads", "1",
        "--steps", $"{Steps}", "--crop", "32", "--batch", "3", "--width", "4", "--painting-side", "64", "--photo-side", "48",
        "--checkpoint-minutes", "0.000001", "--preview-minutes", "0.05",
    ];
}

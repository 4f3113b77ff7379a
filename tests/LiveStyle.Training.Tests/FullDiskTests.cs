using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

public sealed class FullDiskTests : IDisposable
{
    readonly TrainingFixture world = new();

    [Fact]
    public async Task Disk_that_fills_up_in_mid_checkpoint_leaves_the_previous_one_whole_and_the_run_goes_on_once_there_is_room()
    {
        using var disk = new SmallDisk(Path.Combine(world.Folder, "disk"), kilobytes: 32768);
        string run = Path.Combine(disk.Folder, "run"), last = Path.Combine(run, "checkpoints", "last.safetensors");
        (int code, _, string error) = await TrainingProgram.RunAsync(Train(run, steps: 2));
        Assert.True(code == 0, error);
        byte[] whole = File.ReadAllBytes(last);

        // Room for the log and the settings, and for a part of the checkpoint.
        disk.Fill(left: whole.Length / 2);
        (code, _, error) = await TrainingProgram.RunAsync(Train(run, steps: 4));
        Assert.Equal(1, code);
        Assert.Contains("last.safetensors", error);
        Assert.Contains("make room", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(whole, File.ReadAllBytes(last));
        Assert.Empty(Directory.GetFiles(run, "*.part", SearchOption.AllDirectories));

        disk.Free();
        (code, _, error) = await TrainingProgram.RunAsync(Train(run, steps: 4));
        Assert.True(code == 0, error);
        Assert.Equal(4, Checkpoint.Load(last).Step);
    }

    public void Dispose() => world.Dispose();

    string[] Train(string run, long steps) =>
    [
        "run", "--photos", world.Photos, "--paintings", world.Paintings, "--vgg", world.Vgg, "--out", run, "--threads", "1",
        "--steps", $"{steps}", "--crop", "32", "--batch", "2", "--width", "8", "--painting-side", "64", "--photo-side", "48",
    ];
}

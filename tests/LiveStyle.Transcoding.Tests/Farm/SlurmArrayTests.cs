using LiveStyle.Transcoding.Farm;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Farm;

public sealed class SlurmArrayTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0-3,7", 0, 1, 2, 3, 7)]
    [InlineData("2,4-5,9", 2, 4, 5, 9)]
    [InlineData("")]
    public void Indices_are_written_as_ranges_and_read_back(string text, params int[] indices)
    {
        Assert.Equal(text, IndexRanges.Format(indices));
        Assert.Equal(indices, IndexRanges.Parse(text));
    }

    [Fact]
    public void A_film_longer_than_an_array_takes_several_and_none_for_what_is_there()
    {
        IReadOnlyList<SlurmArray> arrays = SlurmArray.Cut([0, 1, 9, 31, 32, 33], 10);

        Assert.Equal([new SlurmArray(0, 0, "0-1,9"), new SlurmArray(0, 30, "1-3")], arrays);
        Assert.Equal([31, 32, 33], arrays[1].Segments);
        Assert.Empty(SlurmArray.Cut([], 10));
    }

    [Theory]
    [InlineData("12|3|RUNNING|None|n1", "12_3", false, false)]
    [InlineData("12|N/A|PENDING|Dependency|", "12", false, false)]
    [InlineData("12|0|COMPLETED|None|n2", "12_0", true, false)]
    [InlineData("12|1|TIMEOUT|TimeLimit|n[1-2]", "12_1", true, true)]
    public void A_line_of_squeue_tells_of_a_task(string line, string name, bool hasEnded, bool hasFailed)
    {
        SlurmTask task = Assert.NotNull(SlurmTask.Parse(line));

        Assert.Equal((name, hasEnded, hasFailed), (task.Name, task.HasEnded, task.HasFailed));
    }

    [Fact]
    public void What_is_no_line_of_squeue_tells_nothing() => Assert.Null(SlurmTask.Parse("CLUSTER: films"));

    [Fact]
    public void Options_reach_the_array_and_those_that_concern_it_the_join()
    {
        var options = new SlurmOptions { Partition = "render", Time = "2:00:00", Processors = 8, Resources = "gpu:1", Others = ["--qos=night"] };

        Assert.Equal(["--cpus-per-task=8", "--gres=gpu:1"], options.OfTasks);
        Assert.Equal(["--partition=render", "--time=2:00:00", "--qos=night"], options.Shared);
        Assert.Empty(new SlurmOptions().OfTasks);
    }
}

using System.Diagnostics;
using CsCheck;
using LiveStyle.TestKit.Properties;
using LiveStyle.Transcoding.Farm;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Farm;

public sealed class FarmTextPropertyTests
{
    static readonly Gen<int[]> Indices = Gen.Int[0, 3000].Array[0, 80].Select(indices => indices.Distinct().Order().ToArray());

    [Theory, InlineData("bash"), InlineData("sh")]
    public void A_shell_reads_back_whatever_was_quoted(string shell)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such shell.");
        NastyText.Word.Array[1, 60].Holds(words =>
        {
            using Process process = Process.Start(new ProcessStartInfo(shell, ["-c", $"for word in {ShellText.Join(words)}; do printf '%s\\0' \"$word\"; done"]) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(words, output.Split('\0')[..^1]);
        }, times: 40, name: shell);
    }

    [Fact]
    public void Sets_of_indices_read_back_from_their_ranges() => Indices.Holds(indices => Assert.Equal(indices, IndexRanges.Parse(IndexRanges.Format(indices))));

    [Fact]
    public void Arrays_hold_every_segment_once_and_no_index_that_is_too_large() => Gen.Select(Indices, Gen.Int[1, 1500]).Holds((segments, longest) =>
    {
        IReadOnlyList<SlurmArray> arrays = SlurmArray.Cut(segments, longest);

        Assert.Equal(segments, arrays.SelectMany(array => array.Segments));
        Assert.All(arrays, array => Assert.All(IndexRanges.Parse(array.Tasks), task => Assert.InRange(task, 0, longest - 1)));
    });
}

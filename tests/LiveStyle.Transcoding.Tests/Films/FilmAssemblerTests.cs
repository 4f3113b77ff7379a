using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.TestKit.Media;
using LiveStyle.Transcoding.Assembly;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class FilmAssemblerTests : IDisposable
{
    readonly ClipFolder clips = new();

    public void Dispose() => clips.Dispose();

    /// <summary>As on a farm: each machine finds nothing in its segment, and none knows of the others.</summary>
    [Fact]
    public async Task A_film_whose_segments_are_all_empty_is_refused_with_the_reason()
    {
        string input = clips.MakeSilent("in.mp4");
        var plan = new FilmPlan
        {
            Settings = new FilmSettings { Input = input, Output = clips["out.mp4"], Model = "live", Timeline = Timeline.Parse("0s dark") },
            Source = FileFingerprint.Of(input),
            Model = "",
            Device = "cpu",
            EncoderThreads = 1,
            Width = 64,
            Height = 48,
            TimeBase = "1/12288",
            FrameRate = "24/1",
            Frames = 24,
            Segments = [new PlannedSegment(0, null, 6144, 12), new PlannedSegment(1, 6144, null, 12)],
        };
        var folder = new FilmFolder(clips["out.mp4.livestyle"]);
        Directory.CreateDirectory(folder.SegmentsPath);
        foreach (PlannedSegment segment in plan.Segments)
        {
            folder.Save(SegmentRecord.Empty(segment.Index, plan.Identity, "no picture could be decoded from in.mp4", "cpu"));
        }

        LiveStyleException refusal = await Assert.ThrowsAsync<NoPictureException>(() => FilmAssembler.AssembleAsync(
            plan, folder, Probe(input), null, TestContext.Current.CancellationToken));

        Assert.Contains("in any of its 2 segments (no picture could be decoded from in.mp4)", refusal.Message);
        Assert.False(File.Exists(clips["out.mp4"]));
    }

    static MediaInfo Probe(string path) => MediaProbe.ProbeAsync(path, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
}

using LiveStyle.Frames;
using LiveStyle.Media.Probing;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.Transcoding.Plan;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class FilmSessionTests : IDisposable
{
    readonly ClipFolder clips = new();
    readonly TinyBundle bundle = new();

    public void Dispose()
    {
        bundle.Dispose();
        clips.Dispose();
    }

    [Fact]
    public async Task A_session_that_is_refused_has_let_its_device_go_by_then()
    {
        MediaInfo clip = await MediaProbe.ProbeAsync(clips.MakeSilent("in.mp4"), TestContext.Current.CancellationToken);
        var settings = new FilmSettings { Input = clip.Location, Output = clips["out.mp4"], Model = bundle.Directory, Timeline = Timeline.Parse("0s dark"), Size = new RequestedSize(new FrameSize(8, 8)) };
        var gate = new TaskCompletionSource();
        GatedStylizer? stylizer = null;

        Task<FilmSession> opening = FilmSession.OpenAsync(settings, clip, "cpu", default, (model, options) => stylizer = new GatedStylizer(OnnxStylizer.Create(model, options), gate.Task));
        Assert.True(stylizer!.IsDisposing);
        Assert.False(opening.IsCompleted);
        gate.SetResult();

        await Assert.ThrowsAsync<ModelException>(() => opening);
        Assert.True(stylizer.IsDisposed);
    }
}

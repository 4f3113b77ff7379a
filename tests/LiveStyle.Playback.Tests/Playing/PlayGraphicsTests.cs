using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Playback.Playing;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

[Trait("Speed", "Slow")]
public sealed class PlayGraphicsTests
{
    static readonly FrameSize Size = new(64, 48);

    readonly List<string> messages = [];

    [Fact]
    public void The_network_changes_its_size_while_pictures_are_under_way()
    {
        using ModelScene scene = new(Size, messages.Add);
        using HostFrame frame = HostFrame.Allocate(Size);
        frame.Pixels.Fill(90);
        using Picture first = scene.Graphics.Stage.CreatePicture(), second = scene.Graphics.Stage.CreatePicture();
        foreach (FrameSize inference in (FrameSize[])[Size, new(32, 24), new(48, 36), new(32, 24), Size])
        {
            scene.Graphics.Stage.Render(frame, inference, scene.Embedding, first, CancellationToken.None);
            scene.Graphics.Stage.Render(frame, inference, scene.Embedding, second, CancellationToken.None);
            Assert.Equal((inference, Size), (second.Inference, second.Stylized.Size));
        }

        second.Wait();
        Assert.Empty(messages);
    }

    [Fact]
    public void Frames_for_whose_network_there_is_no_room_are_refused_before_any_is_rendered()
    {
        GpuException refusal = Assert.Throws<GpuException>(() => new ModelScene(new FrameSize(32_000, 32_000), messages.Add));
        Assert.True(refusal.IsOutOfMemory);
        Assert.NotNull(refusal.LargestSize);
        Assert.Empty(messages);
    }

    sealed class ModelScene : IDisposable
    {
        public ModelScene(FrameSize size, Action<string> note)
        {
            ModelBundle bundle = ModelBundle.Open("live");
            Embedding = new float[bundle.Styles.EmbeddingLength];
            bundle.Styles.Mix([1, .. new float[bundle.Styles.Names.Count - 1]], Embedding);
            Graphics = PlayGraphics.Open(
                bundle, new StylizerOptions { Device = StylizerDevice.Vulkan }, new GpuInstanceOptions { Validation = note }, size, FrameFormat.Rgb, 1);
        }

        public PlayGraphics Graphics { get; }

        public float[] Embedding { get; }

        public void Dispose() => Graphics.Dispose();
    }
}

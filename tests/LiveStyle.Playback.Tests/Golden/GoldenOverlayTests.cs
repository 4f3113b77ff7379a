using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Playback.Playing;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Collections;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Gpu;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Pictures;
using LiveStyle.TestKit.Time;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Playback.Tests.Golden;

/// <summary>What a window shows: the scene, beside it a restyled one, the overlay over both.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class GoldenOverlayTests(SoftwareGpu gpu) : IDisposable
{
    static readonly FrameSize Canvas = new(232, 120);

    public void Dispose() => gpu.AssertSilent();

    [Fact]
    public async Task The_overlay_tells_of_speed_network_styles_and_place() =>
        Compose("play/overlay", new PictureComposition { Split = 140, Text = await OverlayAsync() });

    [Fact]
    public void A_split_shows_both_pictures_in_their_aspect() => Compose("play/split", new PictureComposition { Split = 99.6f });

    [Fact]
    public void The_original_alone_is_shown_while_it_is_held() => Compose("play/held", new PictureComposition { Split = 99.6f, IsOriginalHeld = true });

    static async Task<OverlayText> OverlayAsync()
    {
        using var bundle = new TinyBundle();
        using var folder = new ClipFolder();
        PlaySetup setup = await PlaySetup.OpenAsync(
            new PlayOptions
            {
                Input = folder.Make("clip.mkv", "-f lavfi -i color=s=96x64:r=10:d=2 -c:v ffv1"),
                Model = bundle.Directory,
                Blend = Blend.Parse("negative*0.7 + dark*0.3"),
                Stylizer = new StylizerOptions { Device = StylizerDevice.Cpu },
            },
            new GpuInstanceOptions(), TestContext.Current.CancellationToken);
        await using PlaySource source = setup.Source;
        var time = new StoppedTime();
        var statistics = new PlayStatistics(time);
        for (int frame = 0; frame < 100; frame++)
        {
            time.Pass(frame == 50 ? 0.05 : 0.02);
            statistics.Show();
        }

        statistics.Drop();
        var overlay = new PlayOverlay(setup, "vulkan (A GPU)");
        overlay.Update(statistics, new FrameSize(48, 32), TimeSpan.FromSeconds(1.4), isPaused: true, "the sound is gone");
        return overlay.Text;
    }

    void Compose(string name, PictureComposition composition)
    {
        using HostFrame scene = GoldenScene.Load();
        using GpuImage original = Upload(RgbaPicture.Of(scene)), stylized = Upload(RgbaPicture.Read(GoldenPicture.PathOf("live/munch-scream")));
        using GpuImage canvas = PictureComposer.CreateCanvas(gpu.Device, Canvas);
        using var composer = new PictureComposer(gpu.Device, CodeGlyphs.Cells);

        composer.Compose(original, stylized, canvas, composition);

        GoldenPicture.Check(name, new RgbaPicture(Canvas, Transfers.Read(gpu.Device, canvas, 4)), PictureTolerance.Drawn);
    }

    GpuImage Upload(RgbaPicture picture)
    {
        GpuImage image = GpuImage.Create(gpu.Device, picture.Size, Format.R8G8B8A8Unorm, "a test");
        Transfers.Upload(gpu.Device, image, picture.Pixels);
        return image;
    }
}

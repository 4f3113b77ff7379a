using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Mattes;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Stylization.Regions;
using LiveStyle.TestKit.Collections;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Stylization.Tests.Golden;

/// <summary>Pictures restyled in parts: masks, regions, kept colors, alpha.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class GoldenPartTests : IDisposable
{
    readonly ClipFolder folder = new();

    public static TheoryData<StylizerDevice> Devices => new() { StylizerDevice.Onnx, StylizerDevice.Cpu, StylizerDevice.Vulkan };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Devices))]
    public async Task A_mask_leaves_the_original_around_it(StylizerDevice device) =>
        await CheckAsync("parts/mask", device, false, ("hokusai-great-wave", await OpenAsync("disk.png", GoldenScene.Disk)));

    [Theory, MemberData(nameof(Devices))]
    public async Task Regions_lie_over_the_film_s_own_style(StylizerDevice device) =>
        await CheckAsync("parts/regions", device, false,
            ("klimt-the-kiss", null), ("munch-scream", await OpenAsync("ramp.png", GoldenScene.Ramp)), ("original", await OpenAsync("disk.png", GoldenScene.Disk)));

    [Theory, MemberData(nameof(Devices))]
    public async Task Kept_colors_are_the_original_s(StylizerDevice device) =>
        await CheckAsync("parts/kept-colors", device, true, ("hokusai-great-wave", null));

    [Theory, MemberData(nameof(Devices))]
    public async Task Kept_colors_and_a_mask_go_together(StylizerDevice device) =>
        await CheckAsync("parts/kept-colors-in-a-mask", device, true, ("munch-scream*1.2", await OpenAsync("ramp.png", GoldenScene.Ramp)));

    [Theory, MemberData(nameof(Devices))]
    public async Task Alpha_passes_through_and_the_colors_beneath_it_are_painted(StylizerDevice device)
    {
        await using var golden = new GoldenStylizer("live", device);
        golden.Stylizer.Follow(Timeline.Constant(Blend.Parse("munch-scream")).Bind(golden.Stylizer.Bundle.Styles.Names));
        HostFrame scene = GoldenScene.Load();
        scene.Alpha = GoldenScene.Mask(GoldenScene.Disk);

        using HostFrame painted = await golden.Stylizer.ProcessAsync(scene, Cancellation);

        golden.Check("parts/alpha", painted);
    }

    async Task<Matte> OpenAsync(string name, Func<int, int, byte> value)
    {
        using HostFrame mask = GoldenScene.Mask(value), picture = HostFrame.Allocate(mask.Size);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = mask.Plane(0).Bytes[i / 3];
        }

        StillImage.Save(picture, folder[name]);
        return await MatteFile.OpenAsync(folder[name], new MatteOptions { Size = mask.Size }, Cancellation);
    }

    /// <summary>With the live bundle, from the lowest layer upwards.</summary>
    static async Task CheckAsync(string name, StylizerDevice device, bool keepsColors, params (string Blend, Matte? Matte)[] layers)
    {
        await using var golden = new GoldenStylizer("live", device);
        StyleNames names = golden.Stylizer.Bundle.Styles.Names;
        await using var parts = new RegionStylizer(
            golden.Stylizer, [.. layers.Select(layer => new StyleLayer(Timeline.Constant(Blend.Parse(layer.Blend)).Bind(names), layer.Matte))], keepsColors, GoldenScene.Size);

        using HostFrame painted = await parts.ProcessAsync(GoldenScene.Load(), Cancellation);

        golden.Check(name, painted);
    }
}

using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.TestKit.Collections;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Stylization.Tests.Golden;

/// <summary>Both bundles' styles and blends on the scene, on both kinds of device, against the same golden pictures.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class GoldenStyleTests
{
    static readonly (string Name, string Blend)[] Blends =
    [
        ("hokusai-great-wave", "hokusai-great-wave"),
        ("munch-scream", "munch-scream"),
        ("klimt-the-kiss", "klimt-the-kiss"),
        ("mondrian-gray-tree", "mondrian-gray-tree"),
        ("wave-and-scream", "hokusai-great-wave*0.7 + munch-scream*0.3"),
        ("scream-at-half-strength", "munch-scream @0.5"),
        ("more-scream-less-kiss", "munch-scream*1.5 - klimt-the-kiss*0.5"),
    ];

    public static TheoryData<string, StylizerDevice> Devices => new()
    {
        { "live", StylizerDevice.Onnx }, { "live", StylizerDevice.Cpu }, { "live", StylizerDevice.Vulkan },
        { "gallery", StylizerDevice.Onnx }, { "gallery", StylizerDevice.Cpu }, { "gallery", StylizerDevice.Vulkan },
    };

    [Theory, MemberData(nameof(Devices))]
    public async Task Styles_and_blends_are_painted_as_ever(string model, StylizerDevice device)
    {
        await using var golden = new GoldenStylizer(model, device);
        using HostFrame scene = GoldenScene.Load();

        Assert.Multiple([.. Blends.Select(blend => (Action)(() => golden.Check($"{model}/{blend.Name}", scene, blend.Blend)))]);
    }

    [Theory, MemberData(nameof(Devices))]
    public async Task Odd_sizes_are_painted_as_ever(string model, StylizerDevice device)
    {
        await using var golden = new GoldenStylizer(model, device);
        using HostFrame wide = GoldenScene.Load(new FrameSize(77, 51)), high = GoldenScene.Load(new FrameSize(29, 63));

        Assert.Multiple(
            () => golden.Check($"{model}/odd-77x51", wide, "munch-scream"),
            () => golden.Check($"{model}/odd-29x63", high, "hokusai-great-wave"));
    }

    [Theory, InlineData("live"), InlineData("gallery")]
    public async Task A_style_a_twentieth_weaker_is_no_longer_within_the_tolerance(string model)
    {
        Assert.SkipWhen(GoldenPicture.IsUpdating, "The golden picture may not be there yet.");
        await using var golden = new GoldenStylizer(model, StylizerDevice.Cpu);
        using HostFrame scene = GoldenScene.Load(), painted = HostFrame.Allocate(scene.Size);
        foreach (string style in new[] { "hokusai-great-wave", "munch-scream", "klimt-the-kiss", "mondrian-gray-tree" })
        {
            golden.Stylizer.Stylize(scene, painted, golden.Stylizer.Bundle.Styles.Embed(Blend.Parse($"{style} @0.95")), TestContext.Current.CancellationToken);

            PictureDifference difference = PictureDifference.Between(RgbaPicture.Read(GoldenPicture.PathOf($"{model}/{style}")), RgbaPicture.Written(painted));

            TestContext.Current.TestOutputHelper?.WriteLine($"{style}: {difference}");
            Assert.False(PictureTolerance.Network.Allows(difference), $"{style}: {difference}");
        }
    }
}

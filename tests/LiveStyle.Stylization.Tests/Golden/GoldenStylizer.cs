using System.Collections.Concurrent;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Stylization.Tests.Golden;

/// <summary>
/// A bundle of the repository in ONNX Runtime, whose pictures are the golden ones, or in our own engine or on the software GPU, which must paint the same.
/// </summary>
sealed class GoldenStylizer : IAsyncDisposable
{
    readonly ConcurrentQueue<string> messages = [];

    public GoldenStylizer(string model, StylizerDevice device)
    {
        IsReference = device == StylizerDevice.Onnx;
        Assert.SkipWhen(!IsReference && GoldenPicture.IsUpdating, "ONNX Runtime's pictures are the golden ones.");
        Stylizer = Stylization.Stylizer.Open(ModelBundle.Open(model), new StylizerOptions
        {
            Device = device,
            VulkanDevice = device == StylizerDevice.Vulkan ? "llvmpipe" : null,
            GpuInstance = new GpuInstanceOptions { Validation = device == StylizerDevice.Vulkan ? messages.Enqueue : null },
            Slots = 1,
        });
    }

    public IStylizer Stylizer { get; }

    bool IsReference { get; }

    /// <summary>The frame in a blend, compared.</summary>
    public void Check(string name, HostFrame frame, string blend)
    {
        using HostFrame painted = HostFrame.Allocate(frame.Size);
        Stylizer.Stylize(frame, painted, Stylizer.Bundle.Styles.Embed(Blend.Parse(blend)), TestContext.Current.CancellationToken);
        Check(name, painted);
    }

    public void Check(string name, HostFrame painted) => Check(name, RgbaPicture.Written(painted), PictureTolerance.Network);

    public void Check(string name, RgbaPicture painted, PictureTolerance tolerance)
    {
        // For who sets the tolerance.
        if (File.Exists(GoldenPicture.PathOf(name)) && RgbaPicture.Read(GoldenPicture.PathOf(name)) is var golden && golden.Size == painted.Size)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {PictureDifference.Between(golden, painted)}");
        }

        GoldenPicture.Check(name, painted, tolerance, mayUpdate: IsReference && GoldenPicture.IsUpdating);
    }

    public async ValueTask DisposeAsync()
    {
        await Stylizer.DisposeAsync();
        Assert.Empty(messages);
    }
}

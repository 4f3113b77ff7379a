using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Stylization.Tests.Parity;

[Collection(SoftwareGpuCollection.Name)]
public sealed class NetworkRobustnessTests(SoftwareGpu gpu) : IDisposable
{
    static readonly FrameSize Size = new(37, 29);

    public void Dispose() => gpu.AssertSilent();

    [Theory, InlineData(false), InlineData(true)]
    public void A_pixel_that_is_not_a_number_costs_only_itself(bool isHalf)
    {
        float[] clean = Pixels(value: 0), spoiled = Pixels(value: float.NaN);

        Assert.Equal(Run(clean, isHalf, weight: 1), Run(spoiled, isHalf, weight: 1));
    }

    [Theory, InlineData("live"), InlineData("gallery")]
    public void Maps_of_a_blend_far_outside_of_the_styles_stay_within_float16(string model)
    {
        int beyond = 0;

        Run(Pixels(value: 0), isHalf: true, weight: 1e5f, model, pass => beyond = pass.Blocks
            .Sum(block => MemoryMarshal.Cast<byte, Half>(Transfers.Read(gpu.Device, block)).ToArray().Count(value => !Half.IsFinite(value))));

        Assert.Equal(0, beyond);
    }

    [Fact]
    public void A_picture_longer_than_a_device_takes_is_refused_with_a_size_that_fits()
    {
        using GpuNetwork network = BundleNetwork.Create(ModelBundle.Open("live"), gpu.Device, new GpuNetworkOptions());
        int side = gpu.Device.Info.LargestImageSide;

        var problem = Assert.Throws<GpuException>(() => NetworkMemory.Check(network, new FrameSize(2 * side, 64)));

        Assert.Contains($"longer than {side} pixels", problem.Message);
        Assert.Equal(new FrameSize(side, 32), problem.LargestSize);
    }

    static float[] Pixels(float value)
    {
        var pixels = new float[Size.Pixels * 4];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % 4 == 3 ? 1 : (i * 37 % 101) / 101f;
        }

        pixels.AsSpan(4 * 100, 3).Fill(value);
        return pixels;
    }

    byte[] Run(float[] pixels, bool isHalf, float weight, string model = "live", Action<NetworkPass>? inspect = null)
    {
        ModelBundle bundle = ModelBundle.Open(model);
        using GpuNetwork network = BundleNetwork.Create(bundle, gpu.Device, new GpuNetworkOptions { HalfStorage = isHalf });
        using NetworkPass pass = network.Prepare(Size);
        using GpuImage source = GpuImage.Create(gpu.Device, Size, Format.R16G16B16A16Sfloat, "a test");
        using GpuImage target = GpuImage.Create(gpu.Device, Size, Format.R8G8B8A8Unorm, "a test");
        Transfers.Upload(gpu.Device, source, MemoryMarshal.AsBytes<Half>(Array.ConvertAll(pixels, value => (Half)value)));
        float[] embedding = [.. bundle.Styles.Row(3).ToArray().Select(value => value * weight)];
        Transfers.Run(gpu.Device, commands => pass.RecordKernels(commands, source, target, embedding));
        inspect?.Invoke(pass);
        return Transfers.Read(gpu.Device, target, 4);
    }
}

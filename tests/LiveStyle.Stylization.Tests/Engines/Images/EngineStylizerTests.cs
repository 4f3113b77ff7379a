using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Sample.Vulkan;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Engines;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Stylization.Tests.Engines.Images;

/// <summary>An engine is played by a device whose raw handles are handed over.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class EngineStylizerTests : IDisposable
{
    const int Rgba8 = 37;

    static readonly FrameSize Size = new(37, 29);

    readonly SoftwareGpu gpu;
    readonly ModelBundle bundle = ModelBundle.Open("live");
    readonly EngineStylizer stylizer;
    readonly GpuImage source;
    readonly GpuImage target;

    public EngineStylizerTests(SoftwareGpu gpu)
    {
        this.gpu = gpu;
        stylizer = EngineStylizer.Create(bundle, Engine(), Size);
        source = Picture(Size, 1);
        target = Picture(Size, 2);
    }

    public void Dispose()
    {
        stylizer.Dispose();
        source.Dispose();
        target.Dispose();
        gpu.AssertSilent();
    }

    [Fact]
    public void An_engines_picture_is_painted_as_one_of_ours()
    {
        Blend blend = Blend.Parse("munch-scream*0.7 + van-gogh-starry-night*0.3");
        using GpuNetwork network = BundleNetwork.Create(bundle, gpu.Device);
        using NetworkPass pass = network.Prepare(Size);
        Transfers.Run(gpu.Device, commands => pass.RecordKernels(commands, source, target, bundle.Styles.Embed(blend)));
        byte[] expected = Transfers.Read(gpu.Device, target, 4);

        Assert.Equal(expected, Paint(source, target, blend));
        Assert.NotEqual(expected, Transfers.Read(gpu.Device, source, 4));
    }

    [Fact]
    public void At_strength_0_the_target_is_the_source_byte_for_byte() =>
        Assert.Equal(Transfers.Read(gpu.Device, source, 4), Paint(source, target, Blend.Parse("munch-scream @ 0")));

    [Fact]
    public void Pictures_of_another_size_go_on_after_a_resize()
    {
        var other = new FrameSize(53, 41);
        using GpuImage from = Picture(other, 3);
        using GpuImage to = Picture(other, 4);

        stylizer.Resize(other);

        Assert.Equal(other, stylizer.Size);
        Assert.Equal(Transfers.Read(gpu.Device, from, 4), Paint(from, to, Blend.Original));
    }

    [Fact]
    public void A_size_that_is_too_small_is_refused_and_the_old_one_stays()
    {
        Assert.Throws<ModelException>(() => stylizer.Resize(new FrameSize(15, 40)));

        Assert.Equal(Size, stylizer.Size);
        Paint(source, target, Blend.Original);
    }

    [Fact]
    public void A_style_that_is_not_there_is_told() =>
        Assert.Contains("no-such-style", Assert.Throws<BlendException>(() => stylizer.Record(0, source, target, new Blend("no-such-style"))).Message);

    [Fact]
    public void Recording_allocates_nothing()
    {
        var weights = new float[bundle.Styles.Names.Count];
        weights[1] = 1;
        using GpuImage from = stylizer.Adopt(source.RawHandle, Rgba8);
        using GpuImage to = stylizer.Adopt(target.RawHandle, Rgba8);
        long allocated = -1;

        Transfers.Run(gpu.Device, commands =>
        {
            HandOver(commands, source, target);
            stylizer.Record(commands.Handle, from, to, weights);
            long before = GC.GetAllocatedBytesForCurrentThread();
            stylizer.Record(commands.Handle, from, to, weights);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, allocated);
    }

    /// <summary>RGBA of the target, after the engine's own barriers.</summary>
    byte[] Paint(GpuImage source, GpuImage target, Blend blend)
    {
        GpuImage from = stylizer.Adopt(source.RawHandle, Rgba8, source.Size), to = stylizer.Adopt(target.RawHandle, Rgba8, target.Size);
        Transfers.Run(gpu.Device, commands =>
        {
            HandOver(commands, source, target);
            stylizer.Record(commands.Handle, from, to, blend);
        });
        stylizer.Release(from);
        stylizer.Release(to);
        return Transfers.Read(gpu.Device, target, 4);
    }

    /// <summary>In the layouts that are asked for.</summary>
    void HandOver(CommandBuffer commands, GpuImage source, GpuImage target)
    {
        Barriers.Transition(gpu.Device, commands, source, ImageUse.ReadByKernels);
        Barriers.Transition(gpu.Device, commands, target, ImageUse.WrittenByKernels, keepsPixels: false);
    }

    unsafe AdoptedDevice Engine()
    {
        Queue queue;
        gpu.Device.Vk.GetDeviceQueue(gpu.Device.Handle, gpu.Device.QueueFamily, 0, &queue);
        return new AdoptedDevice
        {
            Instance = gpu.Instance.RawHandle,
            PhysicalDevice = gpu.Device.Physical.Handle,
            Device = gpu.Device.Handle.Handle,
            Queue = queue.Handle,
            QueueFamily = gpu.Device.QueueFamily,
        };
    }

    GpuImage Picture(FrameSize size, int seed)
    {
        GpuImage image = GpuImage.Create(gpu.Device, size, Format.R8G8B8A8Unorm, "a test");
        byte[] pixels = new byte[size.Pixels * 4];
        new Random(seed).NextBytes(pixels);
        Transfers.Upload(gpu.Device, image, pixels);
        return image;
    }
}

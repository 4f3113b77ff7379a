using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.TestKit.Gpu;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Gpu.Tests;

[Collection(SoftwareGpuCollection.Name)]
public sealed class GpuDeviceTests(SoftwareGpu gpu) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    [Fact]
    public void The_software_device_can_run_the_network() => Assert.Null(gpu.Device.Info.Missing);

    [Fact]
    public void Devices_come_best_kind_first_and_are_numbered()
    {
        Assert.Equal(gpu.Instance.Devices.OrderBy(device => device.Kind), gpu.Instance.Devices);
        Assert.Equal(Enumerable.Range(0, gpu.Instance.Devices.Count), gpu.Instance.Devices.Select(device => device.Number));
    }

    [Fact]
    public void A_device_is_found_by_its_number_and_by_a_part_of_its_name()
    {
        PhysicalDeviceInfo device = gpu.Device.Info;

        Assert.Same(device, gpu.Instance.Choose(device.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Same(device, gpu.Instance.Choose(device.Name[..5].ToUpperInvariant()));
    }

    [Fact]
    public void A_device_that_is_not_there_is_told_with_those_that_are()
    {
        var problem = Assert.Throws<GpuException>(() => gpu.Instance.Choose("voodoo"));

        Assert.Contains("'voodoo'", problem.Message);
        Assert.Contains(gpu.Device.Info.Name, problem.Message);
    }

    [Fact]
    public void What_a_device_lacks_is_named()
    {
        PhysicalDeviceInfo poor = gpu.Device.Info with { Missing = "timelineSemaphore" };

        Assert.Contains("it lacks timelineSemaphore", Assert.Throws<GpuException>(() => DeviceChoice.Choose([poor], null)).Message);
        Assert.Contains("it lacks timelineSemaphore", Assert.Throws<GpuException>(() => GpuDevice.Open(gpu.Instance, poor)).Message);
    }

    [Fact]
    public void Of_several_devices_the_first_that_can_is_taken()
    {
        PhysicalDeviceInfo poor = gpu.Device.Info with { Missing = "synchronization2", Name = "old" };

        Assert.Equal(gpu.Device.Info, DeviceChoice.Choose([poor, gpu.Device.Info], null));
    }

    [Fact]
    public void A_buffer_comes_back_as_it_was_uploaded()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];
        using var buffer = new GpuBuffer(gpu.Device, bytes.Length, MemoryPlace.Device, "a test");

        Transfers.Upload(gpu.Device, buffer, bytes);

        Assert.Equal(bytes, Transfers.Read(gpu.Device, buffer));
    }

    [Theory, InlineData(1, 1), InlineData(13, 127)]
    public void An_image_comes_back_as_it_was_uploaded(int width, int height)
    {
        byte[] pixels = [.. Enumerable.Range(0, width * height * 4).Select(i => (byte)(i * 11))];
        using GpuImage image = GpuImage.Create(gpu.Device, new FrameSize(width, height), Format.R8G8B8A8Unorm, "a test");

        Transfers.Upload(gpu.Device, image, pixels);

        Assert.Equal(pixels, Transfers.Read(gpu.Device, image, 4));
    }

    [Fact]
    public void What_is_retired_is_disposed_once_the_work_submitted_before_is_done()
    {
        using var ring = new CommandRing(gpu.Device);
        var resource = new Watched();
        ring.Begin();
        ulong value = ring.Submit();

        gpu.Device.Retire(resource);
        gpu.Device.Submissions.Wait(value);
        gpu.Device.Submissions.Collect();

        Assert.True(resource.IsDisposed);
    }

    [Fact]
    public void Recording_and_submitting_allocate_nothing()
    {
        using var ring = new CommandRing(gpu.Device);
        void Turn()
        {
            ring.Begin();
            ring.Submit();
        }

        for (int i = 0; i < 5; i++)
        {
            Turn();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            Turn();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    sealed class Watched : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}

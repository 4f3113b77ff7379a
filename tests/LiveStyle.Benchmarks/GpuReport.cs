using System.Globalization;
using LiveStyle.App.Commands;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Measurement;
using LiveStyle.Gpu.Network;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Vulkan;

namespace LiveStyle.Benchmarks;

/// <summary>Both families on each Vulkan device: by kernel against the device's own peaks, and as a whole against ONNX Runtime on the processor.</summary>
static class GpuReport
{
    static readonly FrameSize[] Sizes = [new(640, 360), new(1280, 720), new(1920, 1080), new(3840, 2160)];
    static readonly string[] Models = ["live", "gallery"];

    /// <summary>A frame that would take longer is left out.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    static readonly TimeSpan EachMeasurement = TimeSpan.FromSeconds(2);

    /// <param name="device">A part of a device's name, or its number; null: all.</param>
    /// <param name="size">Null: all four.</param>
    public static async Task PrintAsync(string? device, FrameSize? size)
    {
        using GpuInstance instance = GpuInstance.Open();
        foreach (PhysicalDeviceInfo info in device is null ? instance.Devices : [instance.Choose(device)])
        {
            Console.WriteLine($"vulkan:{info.Number} {info.Name} ({info.Kind.ToString().ToLowerInvariant()}, {info.Driver}, Vulkan {info.ApiVersion})");
            if (info.Missing is { } missing)
            {
                Console.WriteLine($"  left out: it lacks {missing}");
                continue;
            }

            await PrintAsync(instance, info, size is { } one ? [one] : Sizes);
        }
    }

    static async Task PrintAsync(GpuInstance instance, PhysicalDeviceInfo info, FrameSize[] sizes)
    {
        using GpuDevice device = GpuDevice.Open(instance, info);
        GpuPeaks peaks = GpuPeaks.Measure(device);
        string half = peaks.HalfOperations is { } operations ? string.Create(CultureInfo.InvariantCulture, $", {operations / 1e9:0.0} GFLOP/s in packed float16") : "";
        string matrix = peaks.MatrixOperations is { } more ? string.Create(CultureInfo.InvariantCulture, $", {more / 1e9:0.0} GFLOP/s with cooperative matrices (m)") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  peaks: matrix product {peaks.SingleOperations / 1e9:0.0} GFLOP/s in float32{half}{matrix}; copy {peaks.CopiedBytes / 1e9:0.0} GB/s, read and written"));
        foreach (string model in Models)
        {
            ModelBundle bundle = ModelBundle.Open(model);
            using GpuNetwork network = BundleNetwork.Create(bundle, device);
            Console.WriteLine($"  {bundle.Description.Architecture.Family}, maps in {(network.IsHalf ? "float16" : "float32")}; shares are of the product and of the copy");
            var onDevice = new Estimate();
            var onProcessor = new Estimate();
            foreach (FrameSize size in sizes)
            {
                await PrintAsync(bundle, network, peaks, size, onDevice, onProcessor);
            }
        }
    }

    static async Task PrintAsync(ModelBundle bundle, GpuNetwork network, GpuPeaks peaks, FrameSize size, Estimate onDevice, Estimate onProcessor)
    {
        if (onDevice.Of(size) > Longest)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {size} left out: a frame would take {onDevice.Of(size).TotalSeconds:0} s"));
            return;
        }

        try
        {
            Console.WriteLine($"   {size}");
            KernelTimes times = KernelTimes.Measure(network, size, bundle.Styles.Row(0).ToArray());
            onDevice.Learn(size, times.Milliseconds);
            if (times.Milliseconds > Longest.TotalMilliseconds)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    left out: a frame takes {times.Milliseconds / 1e3:0} s"));
                return;
            }

            times.Print(peaks);
            string number = network.Device.Info.Number.ToString(CultureInfo.InvariantCulture);
            StylizerSpeed vulkan = await StylizerSpeed.MeasureAsync(
                bundle, new StylizerOptions { Device = StylizerDevice.Vulkan, VulkanDevice = number }, size, EachMeasurement, CancellationToken.None);
            Print("upload, network, readback", vulkan, null);
            if (onProcessor.Of(size) <= Longest)
            {
                StylizerSpeed processor = await StylizerSpeed.MeasureAsync(
                    bundle, new StylizerOptions { Device = StylizerDevice.Onnx }, size, EachMeasurement, CancellationToken.None);
                onProcessor.Learn(size, processor.Milliseconds);
                Print("ONNX Runtime on the processor", processor, vulkan);
            }
        }
        catch (LiveStyleException problem)
        {
            Console.WriteLine($"    left out: {problem.Message}");
        }
    }

    static void Print(string what, StylizerSpeed speed, StylizerSpeed? vulkan) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"    {what,-32} {speed.Milliseconds,10:0.000} ms alone {speed.FramesPerSecond,10:0.000} frames/s{(vulkan is null ? "" : $"   Vulkan's ratio {vulkan.FramesPerSecond / speed.FramesPerSecond:0.000}")}"));

    /// <summary>How long a frame may take, after one of another size.</summary>
    sealed class Estimate
    {
        double millisecondsOfPixel;

        public TimeSpan Of(FrameSize size) => TimeSpan.FromMilliseconds(millisecondsOfPixel * size.Pixels);

        public void Learn(FrameSize size, double milliseconds) => millisecondsOfPixel = milliseconds / size.Pixels;
    }
}

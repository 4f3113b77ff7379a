using System.Globalization;
using LiveStyle.Cpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.App.Commands;

/// <summary>A device of this machine that runs the network, or would if it lacked nothing.</summary>
/// <param name="Device">As --device takes it.</param>
/// <param name="Name">For people.</param>
/// <param name="Facts">What it is and can do, for people.</param>
/// <param name="Values">The same for programs.</param>
/// <param name="Missing">Why it can't run the network, in words; null: it can.</param>
/// <param name="Options">What opens a stylizer on it.</param>
sealed record DeviceEntry(
    string Device, string Name, string Facts, IReadOnlyDictionary<string, object?> Values, string? Missing, StylizerOptions Options)
{
    /// <summary>The processor, in its own instructions.</summary>
    public static DeviceEntry Processor { get; } = new(
        StylizerDevice.Cpu.Name(), "the processor", $"{InstructionSets.Best.Name()}, {Environment.ProcessorCount} threads",
        new Dictionary<string, object?> { ["runtime"] = "LiveStyle", ["instructions"] = InstructionSets.Best.Name(), ["threads"] = Environment.ProcessorCount },
        null, new StylizerOptions { Device = StylizerDevice.Cpu });

    /// <summary>ONNX Runtime's devices, the processor first.</summary>
    public static IEnumerable<DeviceEntry> OfRuntime() => InferenceRuntime.Devices.Select(device =>
    {
        int threads = Environment.ProcessorCount;
        var values = new Dictionary<string, object?> { ["runtime"] = "ONNX Runtime", ["version"] = InferenceRuntime.Version };
        if (device == StylizerDevice.Onnx)
        {
            values.Add("threads", threads);
        }

        string name = device switch
        {
            StylizerDevice.Onnx => "the processor, through ONNX Runtime",
            StylizerDevice.Cuda => "NVIDIA GPUs, through CUDA",
            StylizerDevice.TensorRt => "NVIDIA GPUs, through TensorRT",
            StylizerDevice.Dml => "any GPU, through DirectML",
            _ => "through CoreML",
        };
        string facts = $"ONNX Runtime {InferenceRuntime.Version}{(device == StylizerDevice.Onnx ? $", {threads} threads" : "")}";
        string? missing = InferenceRuntime.Problem(device) is { } problem ? $"{problem.Reason}; {problem.Cure}" : null;
        return new DeviceEntry(device.Name(), name, facts, values, missing, new StylizerOptions { Device = device });
    });

    /// <summary>A Vulkan device, whether it can run the network or not.</summary>
    public static DeviceEntry Of(PhysicalDeviceInfo info)
    {
        string number = info.Number.ToString(CultureInfo.InvariantCulture);
        string kind = info.Kind.ToString().ToLowerInvariant();
        string facts = string.Create(CultureInfo.InvariantCulture,
            $"{kind}, {info.Driver}, Vulkan {info.ApiVersion}, {info.MemoryBytes / 1e9:0.0} GB, {(info.HasFloat16 ? "" : "no ")}float16, {(info.HasMatrices ? "" : "no ")}cooperative matrices");
        var values = new Dictionary<string, object?>
        {
            ["kind"] = kind,
            ["driver"] = info.Driver,
            ["vulkan"] = info.ApiVersion,
            ["memoryBytes"] = info.MemoryBytes,
            ["float16"] = info.HasFloat16,
            ["cooperativeMatrices"] = info.HasMatrices,
        };
        return new DeviceEntry(
            $"vulkan:{number}", info.Name, facts, values, info.Missing is { } missing ? $"it lacks {missing}" : null, new StylizerOptions { Device = StylizerDevice.Vulkan, VulkanDevice = number });
    }
}

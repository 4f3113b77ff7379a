using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.App.Commands;

/// <summary>livestyle devices: what can run the network on this machine, and how fast.</summary>
static class DevicesCommand
{
    const string MeasuredModel = "live";
    static readonly FrameSize MeasuredSize = new(640, 360);
    static readonly TimeSpan MeasuredTime = TimeSpan.FromSeconds(1);

    static readonly Option<bool> Bench = new("--bench") { Description = $"Measure each for some seconds: the {MeasuredModel} network at {MeasuredSize}" };
    static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object" };

    public static Command Create()
    {
        var command = new ExampleCommand("devices", "List what can run the network: the processor, and each GPU.", """
            livestyle devices
            livestyle devices --bench
            livestyle devices --json
            """)
        {
            Bench, Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(parsed.GetValue(Bench), parsed.GetValue(Json), cancellation);
            return 0;
        });
        return command;
    }

    static async Task RunAsync(bool measures, bool asJson, CancellationToken cancellation)
    {
        (IReadOnlyList<DeviceEntry> gpus, string? problem) = ListGpus();
        ModelBundle? bundle = measures ? ModelBundle.Open(MeasuredModel) : null;
        var objects = new List<object>();
        foreach (DeviceEntry entry in DeviceEntry.OfRuntime().Prepend(DeviceEntry.Processor).Concat(gpus))
        {
            (StylizerSpeed? speed, string? failure) = bundle is null || entry.Missing is not null ? (null, null) : await MeasureAsync(bundle, entry, cancellation);
            if (asJson)
            {
                objects.Add(ToJson(entry, speed, failure));
            }
            else
            {
                Print(entry, speed, failure);
            }
        }

        if (asJson)
        {
            var all = new Dictionary<string, object?> { ["devices"] = objects, ["vulkanProblem"] = problem };
            Console.WriteLine(JsonSerializer.Serialize(all, new JsonSerializerOptions { WriteIndented = true }));
        }
        else if (problem is not null)
        {
            Console.WriteLine($"{"vulkan",-10}  {problem}");
        }
    }

    /// <summary>No loader or no driver is nothing that this command fails for.</summary>
    static (IReadOnlyList<DeviceEntry> Gpus, string? Problem) ListGpus()
    {
        try
        {
            using GpuInstance instance = GpuInstance.Open();
            return instance.Devices.Count > 0
                ? ([.. instance.Devices.Select(DeviceEntry.Of)], null)
                : ([], "Vulkan shows no device on this machine; install the GPU's driver");
        }
        catch (GpuException problem)
        {
            return ([], problem.Problem);
        }
    }

    static async Task<(StylizerSpeed? Speed, string? Failure)> MeasureAsync(ModelBundle bundle, DeviceEntry entry, CancellationToken cancellation)
    {
        try
        {
            return (await StylizerSpeed.MeasureAsync(bundle, entry.Options, MeasuredSize, MeasuredTime, cancellation), null);
        }
        catch (LiveStyleException problem)
        {
            return (null, (problem as GpuException)?.Problem ?? problem.Message);
        }
    }

    static void Print(DeviceEntry entry, StylizerSpeed? speed, string? failure)
    {
        Console.WriteLine($"{entry.Device,-10}  {entry.Name}");
        Row(entry.Facts);
        if (entry.Missing is { } missing)
        {
            Row($"can't run the network: {missing}");
        }

        if (speed is not null)
        {
            Row(string.Create(CultureInfo.InvariantCulture, $"{MeasuredModel} at {MeasuredSize}: {speed.Milliseconds:0.00} ms a frame, {speed.FramesPerSecond:0.0} frames/s"));
        }

        if (failure is not null)
        {
            Row($"not measured: {failure}");
        }
    }

    static void Row(string text) => Console.WriteLine($"{"",-10}  {text}");

    static Dictionary<string, object?> ToJson(DeviceEntry entry, StylizerSpeed? speed, string? failure)
    {
        var values = new Dictionary<string, object?> { ["device"] = entry.Device, ["name"] = entry.Name };
        foreach ((string name, object? value) in entry.Values)
        {
            values.Add(name, value);
        }

        values.Add("missing", entry.Missing);
        if (speed is not null)
        {
            values.Add("millisecondsPerFrame", Math.Round(speed.Milliseconds, 3));
            values.Add("framesPerSecond", Math.Round(speed.FramesPerSecond, 3));
        }

        if (failure is not null)
        {
            values.Add("failure", failure);
        }

        return values;
    }
}

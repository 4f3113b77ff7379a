using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LiveStyle.App.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class DevicesTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task Devices_are_listed_as_the_device_option_takes_them()
    {
        ProgramRun run = await SucceedAsync("devices");

        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using GpuInstance instance = GpuInstance.Open();
        Assert.StartsWith("cpu ", lines[0]);
        Assert.Contains($"{Environment.ProcessorCount} threads", lines[1]);
        Assert.All(instance.Devices, device => Assert.Contains($"{$"vulkan:{device.Number}",-10}  {device.Name}", lines));
        Assert.Contains(lines, line => line.Contains("software, llvmpipe", StringComparison.Ordinal) && line.Contains("float16", StringComparison.Ordinal));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Measured_devices_tell_programs_their_speed()
    {
        JsonElement all = JsonDocument.Parse((await SucceedAsync("devices", "--json", "--bench")).Output).RootElement;

        Assert.Equal(JsonValueKind.Null, all.GetProperty("vulkanProblem").ValueKind);
        JsonElement[] devices = [.. all.GetProperty("devices").EnumerateArray()];
        Assert.Contains(devices, device => device.GetProperty("device").GetString() == "cpu");
        Assert.Contains(devices, device => device.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "software");
        Assert.All(devices.Where(device => device.GetProperty("missing").ValueKind == JsonValueKind.Null), device =>
        {
            Assert.True(device.GetProperty("millisecondsPerFrame").GetDouble() > 0);
            Assert.True(device.GetProperty("framesPerSecond").GetDouble() > 0);
        });
    }

    [Fact]
    public async Task Where_Vulkan_shows_no_device_the_processor_is_listed_and_a_line_says_why()
    {
        ProcessStartInfo start = ProgramRun.Prepare(Folder, ["devices"]);
        start.Environment["VK_DRIVER_FILES"] = start.Environment["VK_ICD_FILENAMES"] = PathOf("no-driver.json");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("cpu ", run.Output);
        Assert.Contains("\nvulkan      Vulkan shows no device on this machine", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void A_device_that_can_t_run_the_network_is_listed_with_what_it_lacks()
    {
        var info = new PhysicalDeviceInfo(3, "Old", GpuKind.Integrated, "driver 1", "1.1.0", 2_000_000_000, 1 << 27, false, false, 32, "Vulkan 1.3 (it has 1.1.0)");

        DeviceEntry entry = DeviceEntry.Of(info);

        Assert.Equal("vulkan:3", entry.Device);
        Assert.Equal("it lacks Vulkan 1.3 (it has 1.1.0)", entry.Missing);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"integrated, driver 1, Vulkan 1.1.0, {2.0:0.0} GB, no float16, no cooperative matrices"), entry.Facts);
    }
}

using System.Globalization;

namespace LiveStyle.Gpu.Devices;

/// <summary>Which of several devices is meant.</summary>
static class DeviceChoice
{
    /// <param name="devices">Best first, at least one.</param>
    /// <param name="nameOrNumber">A part of the device's name, or its number; null for the best that can run the network.</param>
    public static PhysicalDeviceInfo Choose(IReadOnlyList<PhysicalDeviceInfo> devices, string? nameOrNumber)
    {
        PhysicalDeviceInfo chosen = nameOrNumber is null
            ? devices.FirstOrDefault(device => device.Missing is null) ?? devices[0]
            : Named(devices, nameOrNumber) ?? throw new GpuException(
                $"no Vulkan device is called '{nameOrNumber}'; use one of {string.Join(", ", devices.Select(device => $"{device.Number} ({device.Name})"))}");
        return chosen.Missing is { } missing
            ? throw new GpuException($"{chosen.Name} can't run the network: it lacks {missing}; update its driver, choose another device") { Remedies = Remedies.Processor }
            : chosen;
    }

    static PhysicalDeviceInfo? Named(IReadOnlyList<PhysicalDeviceInfo> devices, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? devices.FirstOrDefault(device => device.Number == number)
            : devices.FirstOrDefault(device => device.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
}

using System.Globalization;
using LiveStyle.Media.Capture;

namespace LiveStyle.App.Commands;

/// <summary>livestyle live --list: what live pictures and sound can be taken from, by the names that live takes.</summary>
static class LiveDeviceList
{
    static readonly (CaptureDeviceKind Kind, string Title, string None)[] Kinds =
    [
        (CaptureDeviceKind.Camera, "Cameras", "none; connect one"),
        (CaptureDeviceKind.Screen, "Screens", "none"),
        (CaptureDeviceKind.Window, "Windows", "none"),
        (CaptureDeviceKind.Microphone, "Microphones (--audio)", "none"),
    ];

    public static async Task<int> PrintAsync(TextWriter output, CancellationToken cancellation)
    {
        CaptureList list = await CaptureDevices.ListAsync(cancellation);
        foreach ((CaptureDeviceKind kind, string title, string none) in Kinds)
        {
            CaptureDevice[] devices = [.. list.Devices.Where(device => device.Kind == kind)];
            output.WriteLine(devices.Length > 0 ? title : $"{title}: {none}");
            foreach (CaptureDevice device in devices)
            {
                output.WriteLine($"  {device.Source}{(device.Name.Length > 0 && device.Name != device.Source ? $"  {device.Name}" : "")}{(device.Size is { } size ? $"  {size}" : "")}");
                foreach (CaptureMode mode in device.Modes)
                {
                    output.WriteLine($"      {mode.Size}  {Rates(mode)}{mode.Format}");
                }
            }
        }

        foreach (string note in list.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        return 0;
    }

    static string Rates(CaptureMode mode) => (mode.LowestRate, mode.HighestRate) switch
    {
        (null, null) => "",
        ({ } low, { } high) when low != high => string.Create(CultureInfo.InvariantCulture, $"{low.ToDouble():0.##} to {high.ToDouble():0.##} frames/s  "),
        var (low, high) => string.Create(CultureInfo.InvariantCulture, $"{(high ?? low)!.Value.ToDouble():0.##} frames/s  "),
    };
}

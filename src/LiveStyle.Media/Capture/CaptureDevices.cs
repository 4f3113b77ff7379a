using System.Diagnostics;
using LiveStyle.Frames;

namespace LiveStyle.Media.Capture;

/// <summary>Finds what there is to take pictures and sound from: cameras with their modes, screens, windows, microphones.</summary>
/// <example>
/// <code>
/// CaptureList found = await CaptureDevices.ListAsync(CancellationToken.None);
/// foreach (CaptureDevice device in found.Devices)
///     Console.WriteLine($"{device.Kind}: {device.Source} ({device.Name})");
/// </code>
/// </example>
public static class CaptureDevices
{
    /// <summary>Asks the system, by ffmpeg and the system's own programs. What can't be asked is noted, and the rest is listed.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    public static async Task<CaptureList> ListAsync(CancellationToken cancellation)
    {
        var devices = new List<CaptureDevice>();
        var notes = new List<string>();
        foreach (Func<CancellationToken, Task<IReadOnlyList<CaptureDevice>>> ask in Questions())
        {
            try
            {
                devices.AddRange(await ask(cancellation).ConfigureAwait(false));
            }
            catch (MediaException failure)
            {
                notes.Add(failure.Message);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                notes.Add(failure.Message);
            }
        }

        // One listing may tell of several kinds.
        return new CaptureList([.. devices.OrderBy(device => device.Kind)], [.. notes.Distinct()]);
    }

    /// <summary>The cameras of this system, as they are opened; their modes are not asked for.</summary>
    internal static async Task<IReadOnlyList<CaptureDevice>> CamerasAsync(CancellationToken cancellation)
    {
        IReadOnlyList<CaptureDevice> devices =
            OperatingSystem.IsWindows() ? await DirectShowDevices.ListAsync(cancellation).ConfigureAwait(false)
            : OperatingSystem.IsMacOS() ? await AvFoundationDevices.ListAsync(cancellation).ConfigureAwait(false)
            : V4l2Devices.Nodes();
        return [.. devices.Where(device => device.Kind == CaptureDeviceKind.Camera)];
    }

    static IEnumerable<Func<CancellationToken, Task<IReadOnlyList<CaptureDevice>>>> Questions() =>
        OperatingSystem.IsWindows() ? [DirectShowDevices.ListWithModesAsync, _ => Task.FromResult(Monitors()), _ => Task.FromResult(TitledWindows())]
        : OperatingSystem.IsMacOS() ? [AvFoundationDevices.ListWithModesAsync]
        : [V4l2Devices.ListWithModesAsync, X11ScreensAsync, X11WindowsAsync, LinuxSoundDevices.ListAsync];

    static async Task<IReadOnlyList<CaptureDevice>> X11ScreensAsync(CancellationToken cancellation)
    {
        ScreenGrabber.X11Display(isWindow: false, Environment.GetEnvironmentVariable);
        FrameSize? all = await X11Windows.ScreenSizeAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<X11Monitor> monitors = await X11Monitors.ListAsync(cancellation).ConfigureAwait(false) ?? [];
        return
        [
            new CaptureDevice(CaptureDeviceKind.Screen, "screen", "the whole desktop") { Size = all },
            .. monitors.Select((monitor, number) => new CaptureDevice(CaptureDeviceKind.Screen, $"screen:{number}", monitor.IsPrimary ? $"{monitor.Name}, the main monitor" : monitor.Name)
            {
                Size = new FrameSize(monitor.Region.Width, monitor.Region.Height),
            }),
        ];
    }

    static async Task<IReadOnlyList<CaptureDevice>> X11WindowsAsync(CancellationToken cancellation)
    {
        ScreenGrabber.X11Display(isWindow: true, Environment.GetEnvironmentVariable);
        IReadOnlyList<X11Window> windows = await X11Windows.ListAsync(cancellation).ConfigureAwait(false);
        return
        [
            .. windows.DistinctBy(window => window.Title)
                .Select(window => new CaptureDevice(CaptureDeviceKind.Window, $"window:{window.Title}", window.Title) { Size = new FrameSize(window.Region.Width, window.Region.Height) }),
        ];
    }

    // What Windows' monitors are called and how many there are, ffmpeg does not tell: the first is always there.
    static IReadOnlyList<CaptureDevice> Monitors() =>
    [
        new CaptureDevice(CaptureDeviceKind.Screen, "screen", "the whole desktop"),
        new CaptureDevice(CaptureDeviceKind.Screen, "screen:0", "the first monitor; screen:1 is the second"),
    ];

    static IReadOnlyList<CaptureDevice> TitledWindows()
    {
        var titles = new SortedSet<string>(StringComparer.CurrentCulture);
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                titles.Add(process.MainWindowTitle);
            }
        }

        return [.. titles.Where(title => title.Length > 0).Select(title => new CaptureDevice(CaptureDeviceKind.Window, $"window:{title}", title))];
    }
}

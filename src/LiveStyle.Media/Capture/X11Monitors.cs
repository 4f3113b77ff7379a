using System.Text.RegularExpressions;

namespace LiveStyle.Media.Capture;

/// <summary>The monitors of an X display, as the program xrandr tells of them.</summary>
static partial class X11Monitors
{
    /// <summary>The monitors that are on, in the order of their numbers; null where xrandr is not installed.</summary>
    public static async Task<IReadOnlyList<X11Monitor>?> ListAsync(CancellationToken cancellation) =>
        await SystemProgram.RunAsync("xrandr", "-q", cancellation).ConfigureAwait(false) is { } list ? Read(list) : null;

    /// <summary>Where on the desktop a monitor is; null: it is all of it.</summary>
    /// <exception cref="MediaException">There is no such monitor, or none can be told.</exception>
    public static async Task<ScreenRegion?> FindAsync(int number, CancellationToken cancellation) =>
        Choose(await ListAsync(cancellation).ConfigureAwait(false), number);

    /// <inheritdoc cref="FindAsync"/>
    public static ScreenRegion? Choose(IReadOnlyList<X11Monitor>? monitors, int number)
    {
        if (monitors is not { Count: > 0 })
        {
            return number == 0 ? null : throw new MediaException(
                $"monitor {number} can't be told: the program xrandr finds them, and it is not installed or has none; install it (Debian: apt-get install x11-xserver-utils), or give a region: screen:WIDTHxHEIGHT+LEFT+TOP");
        }

        return number < monitors.Count
            ? monitors[number].Region
            : throw new MediaException($"there is no monitor {number}; here are {string.Join(", ", monitors.Select((monitor, at) => $"screen:{at} ({monitor.Name}, {monitor.Region})"))}");
    }

    /// <summary>Reads what "xrandr -q" prints.</summary>
    public static IReadOnlyList<X11Monitor> Read(string list)
    {
        var monitors = new List<X11Monitor>();
        foreach (Match line in Line().Matches(list))
        {
            if (ScreenRegion.TryParse(line.Groups["region"].Value) is { } region)
            {
                monitors.Add(new X11Monitor(line.Groups["name"].Value, region, line.Groups["main"].Success));
            }
        }

        return monitors;
    }

    // HDMI-1 connected primary 2560x1440+1920+0 (normal left inverted right x axis y axis) 597mm x 336mm
    [GeneratedRegex(@"^(?<name>\S+) connected (?<main>primary )?(?<region>[0-9]+x[0-9]+\+-?[0-9]+\+-?[0-9]+) ", RegexOptions.Multiline)]
    private static partial Regex Line();
}

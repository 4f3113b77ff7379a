using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Frames;

namespace LiveStyle.Media.Capture;

/// <summary>The windows of an X display, as the program xwininfo tells of them.</summary>
static partial class X11Windows
{
    /// <summary>Titles that a message lists at most.</summary>
    const int Listed = 8;

    /// <summary>The windows that have a title, the uppermost first.</summary>
    /// <exception cref="MediaException">xwininfo is not installed, or there is no such display.</exception>
    public static async Task<IReadOnlyList<X11Window>> ListAsync(CancellationToken cancellation) =>
        Read(await SystemProgram.RunAsync("xwininfo", "-root -tree", cancellation).ConfigureAwait(false)
            ?? throw new MediaException("windows are found by the program xwininfo, which is not installed; install it (Debian: apt-get install x11-utils), or capture a region: screen:WIDTHxHEIGHT+LEFT+TOP"));

    /// <summary>The size of the whole screen; null where xwininfo is not installed.</summary>
    public static async Task<FrameSize?> ScreenSizeAsync(CancellationToken cancellation) =>
        await SystemProgram.RunAsync("xwininfo", "-root", cancellation).ConfigureAwait(false) is { } root && Geometry().Match(root) is { Success: true } size
            ? new FrameSize(int.Parse(size.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(size.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    /// <exception cref="MediaException">There is no such window, or more than one.</exception>
    public static async Task<X11Window> FindAsync(string title, CancellationToken cancellation) =>
        Choose(await ListAsync(cancellation).ConfigureAwait(false), title);

    /// <summary>The window of that title, or else the only one whose title holds the text, in capitals or not.</summary>
    /// <exception cref="MediaException">There is no such window, or more than one.</exception>
    public static X11Window Choose(IReadOnlyList<X11Window> windows, string title)
    {
        X11Window[] exact = [.. windows.Where(window => window.Title == title)];
        if (exact.Length > 0)
        {
            return exact[0];
        }

        X11Window[] near = [.. windows.Where(window => window.Title.Contains(title, StringComparison.OrdinalIgnoreCase))];
        return near.DistinctBy(window => window.Title).Count() switch
        {
            1 => near[0],
            0 => throw new MediaException($"there is no window \"{title}\"; {(windows.Count == 0 ? "there is none with a title at all" : $"here are {Titles(windows)}")}"),
            _ => throw new MediaException($"several windows have \"{title}\" in their title; give more of it: {Titles(near)}"),
        };
    }

    /// <summary>Reads what "xwininfo -root -tree" prints.</summary>
    public static IReadOnlyList<X11Window> Read(string tree)
    {
        var windows = new List<X11Window>();
        foreach (Match line in Line().Matches(tree))
        {
            // What is a point in size is there for programs, not for people.
            if (ScreenRegion.TryParse($"{line.Groups["size"].Value}{line.Groups["place"].Value}") is { Width: > 1, Height: > 1 } region)
            {
                windows.Add(new X11Window(uint.Parse(line.Groups["id"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), line.Groups["title"].Value, region));
            }
        }

        return windows;
    }

    static string Titles(IEnumerable<X11Window> windows)
    {
        string[] titles = [.. windows.Select(window => $"\"{window.Title}\"").Distinct()];
        return string.Join(", ", titles.Take(Listed)) + (titles.Length > Listed ? $" and {titles.Length - Listed} more" : "");
    }

    // 0x600003 "xclock": ("xclock" "XClock")  164x164+0+0  +10+10
    [GeneratedRegex("""^\s+0x(?<id>[0-9a-f]{1,8}) "(?<title>.+)": \(.*\)\s+(?<size>[0-9]+x[0-9]+)\+-?[0-9]+\+-?[0-9]+\s+(?<place>\+-?[0-9]+\+-?[0-9]+)\s*$""", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("-geometry ([0-9]+)x([0-9]+)")]
    private static partial Regex Geometry();
}

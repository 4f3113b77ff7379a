using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>Finds screens and windows, and writes how ffmpeg grabs them: x11grab, gdigrab and ddagrab, avfoundation.</summary>
static class ScreenGrabber
{
    const string X11 = "x11grab", Gdi = "gdigrab", Mac = "avfoundation";

    /// <summary>The screen or window ready for ffmpeg of this system.</summary>
    /// <exception cref="MediaException">It is not there, or this system can't give it.</exception>
    public static async ValueTask<LiveInput> LocateAsync(LiveInput input, LiveSourceOptions options, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            return OfWindows(input, options);
        }

        if (OperatingSystem.IsMacOS())
        {
            return OfMac(input, options);
        }

        bool isWindow = input.Kind == LiveKind.Window;
        string display = X11Display(isWindow, Environment.GetEnvironmentVariable);
        return isWindow
            ? OfX11(input, options, display, null, (await X11Windows.FindAsync(input.Target, cancellation).ConfigureAwait(false)).Id)
            : OfX11(input, options, display, input.Monitor is { } monitor ? await X11Monitors.FindAsync(monitor, cancellation).ConfigureAwait(false) : input.Region, null);
    }

    /// <summary>The X display to capture.</summary>
    /// <param name="isWindow">Whether a window is wanted, which X11 shows within a Wayland session too.</param>
    /// <param name="environment">Gives the variables of the environment.</param>
    /// <exception cref="MediaException">There is none, or it would show nothing.</exception>
    public static string X11Display(bool isWindow, Func<string, string?> environment)
    {
        bool isWayland = environment("WAYLAND_DISPLAY") is { Length: > 0 };
        string display = environment("DISPLAY") ?? "";
        return isWayland && !isWindow
            ? throw new MediaException("the screen of a Wayland session can't be captured through X11, which sees it black; log in to an X11 session, or clear WAYLAND_DISPLAY where DISPLAY names a whole X server")
            : display.Length > 0 ? display
            : throw new MediaException("there is no X11 display to capture: DISPLAY is not set; start from a graphical session, or set DISPLAY, such as to :0");
    }

    /// <param name="input">The screen or window.</param>
    /// <param name="options">Rate and cursor.</param>
    /// <param name="display">The X display, such as ":0".</param>
    /// <param name="region">The part of the screen; null: all of it.</param>
    /// <param name="window">The window's id, instead of a screen.</param>
    public static LiveInput OfX11(LiveInput input, LiveSourceOptions options, string display, ScreenRegion? region, uint? window)
    {
        string place = region is { } part ? $" -video_size {part.Width}x{part.Height} -grab_x {part.Left} -grab_y {part.Top}" : "";
        string id = window is { } number ? $" -window_id 0x{number:x}" : "";
        return input with { Device = X11, Target = display, Options = $" -framerate {Rate(options)} -draw_mouse {Cursor(options)}{place}{id}" };
    }

    /// <summary>A window by its whole title, the desktop or a region of it by GDI; one monitor by desktop duplication.</summary>
    public static LiveInput OfWindows(LiveInput input, LiveSourceOptions options)
    {
        if (input.Monitor is { } monitor)
        {
            return input with { Device = "lavfi", Target = $"ddagrab=output_idx={monitor}:framerate={Rate(options)}:draw_mouse={Cursor(options)},hwdownload,format=bgra" };
        }

        string place = input.Region is { } part ? $" -offset_x {part.Left} -offset_y {part.Top} -video_size {part.Width}x{part.Height}" : "";
        return input with
        {
            Device = Gdi,
            Target = input.Kind == LiveKind.Window ? "title=" + input.Target : "desktop",
            Options = $" -framerate {Rate(options)} -draw_mouse {Cursor(options)}{place}",
        };
    }

    /// <summary>A monitor, of which a region is cut out.</summary>
    /// <exception cref="MediaException">A window, which AVFoundation does not give.</exception>
    public static LiveInput OfMac(LiveInput input, LiveSourceOptions options) => input.Kind == LiveKind.Window
        ? throw new MediaException("macOS gives no single window this way; capture the region where it is: screen:WIDTHxHEIGHT+LEFT+TOP")
        : input with
        {
            Device = Mac,
            Target = $"Capture screen {input.Monitor ?? 0}:none",
            Options = $" -framerate {Rate(options)} -capture_cursor {Cursor(options)}",
            Crop = input.Region,
        };

    /// <summary>What to do where ffmpeg can't open it.</summary>
    /// <param name="device">ffmpeg's input device.</param>
    public static string Cure(string? device) => device switch
    {
        X11 => "check that DISPLAY names a running X server and that what is captured lies on its screen",
        Mac => "allow the program to record the screen in the system's settings, and check the monitor's number",
        "lavfi" => "check the monitor's number; single monitors need ffmpeg 6 or newer",
        _ => "check the window's title and that it is not minimized",
    };

    static Rational Rate(LiveSourceOptions options) => LiveRate.Sane(options.CameraFrameRate) ?? LiveRate.Usual;

    static int Cursor(LiveSourceOptions options) => options.IsCursorDrawn ? 1 : 0;
}

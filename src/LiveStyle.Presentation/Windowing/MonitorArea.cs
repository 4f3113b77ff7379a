namespace LiveStyle.Presentation.Windowing;

/// <summary>A monitor's place on the desktop, in screen coordinates, and its refresh rate in hertz.</summary>
readonly record struct MonitorArea(nint Monitor, int X, int Y, int Width, int Height, int RefreshRate)
{
    /// <summary>Where the monitors are now, the primary first; empty if none is connected.</summary>
    public static unsafe MonitorArea[] ReadAll()
    {
        int count;
        nint* monitors = Glfw.GetMonitors(&count);
        var areas = new List<MonitorArea>(count);
        for (int i = 0; i < count; i++)
        {
            int x, y;
            Glfw.GetMonitorPos(monitors[i], &x, &y);
            Glfw.VideoMode* mode = Glfw.GetVideoMode(monitors[i]);
            if (mode is not null)
            {
                areas.Add(new MonitorArea(monitors[i], x, y, mode->Width, mode->Height, mode->RefreshRate));
            }
        }

        return [.. areas];
    }

    /// <summary>The one that shows most of a window; the first if none shows any of it; null if there is none.</summary>
    public static MonitorArea? Under(WindowPlace window, IReadOnlyList<MonitorArea> areas) =>
        areas.Count == 0 ? null : areas.MaxBy(area => area.Overlap(window));

    long Overlap(WindowPlace window)
    {
        long width = Math.Min(X + Width, window.X + window.Width) - Math.Max(X, window.X);
        long height = Math.Min(Y + Height, window.Y + window.Height) - Math.Max(Y, window.Y);
        return Math.Max(0, width) * Math.Max(0, height);
    }
}

/// <summary>A window's content on the desktop, in screen coordinates.</summary>
readonly record struct WindowPlace(int X, int Y, int Width, int Height);

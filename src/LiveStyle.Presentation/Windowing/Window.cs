using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;

namespace LiveStyle.Presentation.Windowing;

/// <summary>A window of the desktop, without a graphics context of its own: its surface is Vulkan's to draw on.</summary>
/// <remarks>Thread-safety: every member but <see cref="Wake"/> belongs to the thread that opened the process's first window (on macOS
/// the program's main thread). What <see cref="Poll"/> and <see cref="Wait"/> hear stands in a queue until <see cref="TryRead"/>
/// takes it; neither allocates.</remarks>
public sealed unsafe class Window : IDisposable
{
    readonly GCHandle self;
    nint handle;
    string title;
    WindowPlace windowed;

    /// <summary>Opens a window.</summary>
    /// <param name="options">How it opens.</param>
    /// <exception cref="GpuException">There is no window system, or it refuses the window.</exception>
    /// <exception cref="InvalidOperationException">Another thread has windows open.</exception>
    public Window(WindowOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size.Width, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size.Height, 1, nameof(options));
        title = options.Title;
        WindowSystem.Enter();
        try
        {
            handle = Open(options);
        }
        catch
        {
            WindowSystem.Leave();
            throw;
        }

        self = GCHandle.Alloc(this);
        WindowCallbacks.Connect(handle, self);
        windowed = Place;
        IsFullScreen = options.IsFullScreen;
        if (options.IsVisible)
        {
            Show();
        }
    }

    /// <summary>The text of the title bar.</summary>
    public string Title
    {
        get => title;
        set
        {
            if (value != title)
            {
                Glfw.SetWindowTitle(Handle, title = value);
            }
        }
    }

    /// <summary>The width and height of the content, in screen coordinates.</summary>
    public FrameSize Size
    {
        get
        {
            int width, height;
            Glfw.GetWindowSize(Handle, &width, &height);
            return new FrameSize(width, height);
        }
        set => Glfw.SetWindowSize(Handle, value.Width, value.Height);
    }

    /// <summary>The width and height of the content, in pixels; 0×0 while minimized on some systems.</summary>
    public FrameSize FramebufferSize
    {
        get
        {
            int width, height;
            Glfw.GetFramebufferSize(Handle, &width, &height);
            return new FrameSize(width, height);
        }
    }

    /// <summary>How much larger than on a plain monitor text and lines are to be drawn: 1, 1.5, 2.</summary>
    public float ContentScale
    {
        get
        {
            float x, y;
            Glfw.GetWindowContentScale(Handle, &x, &y);
            return Math.Max(x, y) > 0 ? Math.Max(x, y) : 1;
        }
    }

    /// <summary>Whether it covers the monitor that shows most of the window; false brings it back to its former place and size.</summary>
    public bool IsFullScreen
    {
        get;
        set
        {
            if (value == field)
            {
                return;
            }

            if (!value)
            {
                Glfw.SetWindowMonitor(Handle, 0, windowed.X, windowed.Y, windowed.Width, windowed.Height, Glfw.DontCare);
                field = false;
            }
            else if (MonitorArea.Under(Place, MonitorArea.ReadAll()) is { } area)
            {
                windowed = Place;
                Glfw.SetWindowMonitor(Handle, area.Monitor, 0, 0, area.Width, area.Height, area.RefreshRate);
                field = true;
            }
        }
    }

    /// <summary>Whether the window is put away.</summary>
    public bool IsMinimized => Glfw.GetWindowAttrib(Handle, Glfw.Iconified) == Glfw.True;

    /// <summary>Whether the keyboard's keys go to this window.</summary>
    public bool HasFocus => Glfw.GetWindowAttrib(Handle, Glfw.Focused) == Glfw.True;

    /// <summary>Whether a person or the system asked for the window to go; setting it to false declines.</summary>
    public bool IsCloseRequested
    {
        get => Glfw.WindowShouldClose(Handle) == Glfw.True;
        set => Glfw.SetWindowShouldClose(Handle, value ? Glfw.True : Glfw.False);
    }

    /// <summary>Whether the mouse's arrow shows over the content.</summary>
    public bool IsCursorVisible
    {
        get;
        set => Glfw.SetInputMode(Handle, Glfw.Cursor, (field = value) ? Glfw.CursorNormal : Glfw.CursorHidden);
    } = true;

    /// <summary>Where the mouse is, in pixels of the framebuffer, origin top-left; it may lie outside.</summary>
    public (float X, float Y) CursorPosition
    {
        get
        {
            double x, y;
            Glfw.GetCursorPos(Handle, &x, &y);
            return ToPixels(x, y);
        }
    }

    /// <summary>The names of the Vulkan instance extensions that a surface needs; empty where GLFW finds no Vulkan loader.</summary>
    public IReadOnlyList<string> RequiredInstanceExtensions
    {
        get
        {
            WindowSystem.CheckThread();
            uint count;
            byte** names = Glfw.GetRequiredInstanceExtensions(&count);
            var list = new string[names is null ? 0 : count];
            for (int i = 0; i < list.Length; i++)
            {
                list[i] = Marshal.PtrToStringUTF8((nint)names[i])!;
            }

            return list;
        }
    }

    internal WindowEventQueue Events { get; } = new();

    nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(handle == 0, this);
            WindowSystem.CheckThread();
            return handle;
        }
    }

    WindowPlace Place
    {
        get
        {
            int x = 0, y = 0;
            Glfw.GetWindowPos(Handle, &x, &y);
            FrameSize size = Size;
            return new WindowPlace(x, y, size.Width, size.Height);
        }
    }

    /// <summary>Shows a window that was opened hidden.</summary>
    public void Show() => Glfw.ShowWindow(Handle);

    /// <summary>Asks the desktop to put the window away; whether and when it does, an event tells.</summary>
    public void Minimize() => Glfw.IconifyWindow(Handle);

    /// <summary>Brings the window back from where it was put away.</summary>
    public void Restore() => Glfw.RestoreWindow(Handle);

    /// <summary>Whether a key is held down, as the last <see cref="Poll"/> or <see cref="Wait"/> heard.</summary>
    /// <param name="key">The key, but none of <see cref="Key.Unknown"/> and <see cref="Key.None"/>.</param>
    public bool IsDown(Key key) => Glfw.GetKey(Handle, (int)key) == Glfw.Press;

    /// <summary>Whether a button of the mouse is held down, as the last <see cref="Poll"/> or <see cref="Wait"/> heard.</summary>
    /// <param name="button">The button.</param>
    public bool IsDown(MouseButton button) => Glfw.GetMouseButton(Handle, (int)button) == Glfw.Press;

    /// <summary>Hears what has happened, to this window and to every other. Some systems stay inside while a person drags an edge.</summary>
    public void Poll()
    {
        WindowSystem.CheckThread();
        Glfw.PollEvents();
    }

    /// <summary>As <see cref="Poll"/>, but sleeps until something happens, <see cref="Wake"/> is called, or the time is over.</summary>
    /// <param name="timeout">The longest to sleep; none below zero.</param>
    public void Wait(TimeSpan timeout)
    {
        WindowSystem.CheckThread();
        Glfw.WaitEventsTimeout(Math.Max(0, timeout.TotalSeconds));
    }

    /// <summary>Ends a <see cref="Wait"/>. Any thread may call it while the window is open.</summary>
    public void Wake() => Glfw.PostEmptyEvent();

    /// <summary>Takes the oldest event that was heard and not yet read.</summary>
    /// <param name="happened">The event; of kind <see cref="WindowEventKind.None"/> where there is none.</param>
    /// <returns>False where none is left.</returns>
    public bool TryRead(out WindowEvent happened) => Events.TryRead(out happened);

    /// <summary>Makes the surface that a swapchain presents to.</summary>
    /// <param name="instance">A VkInstance that was opened with <see cref="RequiredInstanceExtensions"/>.</param>
    /// <returns>A VkSurfaceKHR, the caller's: destroy it after its swapchain, before the window.</returns>
    /// <exception cref="GpuException">The instance can't present to this window system.</exception>
    public ulong CreateSurface(nint instance)
    {
        ulong surface;
        int result = Glfw.CreateWindowSurface(instance, Handle, 0, &surface);
        return result == 0 ? surface : throw new GpuException(
            $"the window can't be drawn on by Vulkan ({WindowSystem.TakeError() ?? $"VkResult {result}"}); install the GPU's Vulkan driver") { Remedies = Remedies.NoWindow };
    }

    /// <summary>Closes the window. May be called again.</summary>
    public void Dispose()
    {
        if (handle == 0)
        {
            return;
        }

        Glfw.DestroyWindow(Handle);
        handle = 0;
        self.Free();
        WindowSystem.Leave();
    }

    internal (float X, float Y) ToPixels(double x, double y)
    {
        FrameSize size = Size;
        FrameSize pixels = FramebufferSize;
        return size.Width == pixels.Width || size.Width == 0
            ? ((float)x, (float)y)
            : ((float)(x * pixels.Width / size.Width), (float)(y * pixels.Height / size.Height));
    }

    static nint Open(WindowOptions options)
    {
        Glfw.DefaultWindowHints();
        Glfw.WindowHint(Glfw.ClientApi, Glfw.NoApi);
        Glfw.WindowHint(Glfw.Visible, Glfw.False);
        Glfw.WindowHint(Glfw.Resizable, options.IsResizable ? Glfw.True : Glfw.False);
        // A film on one monitor stays there while its person works on another.
        Glfw.WindowHint(Glfw.AutoIconify, Glfw.False);
        Glfw.WindowHintString(Glfw.X11ClassName, "LiveStyle");
        Glfw.WindowHintString(Glfw.X11InstanceName, "livestyle");
        nint window = Glfw.CreateWindow(options.Size.Width, options.Size.Height, options.Title, 0, 0);
        if (window == 0)
        {
            throw new GpuException($"the window can't be opened: {WindowSystem.TakeError() ?? "GLFW gives no reason"}") { Remedies = Remedies.NoWindow };
        }

        Glfw.SetWindowSizeLimits(window, Math.Min(options.SmallestSize.Width, options.Size.Width),
            Math.Min(options.SmallestSize.Height, options.Size.Height), Glfw.DontCare, Glfw.DontCare);
        return window;
    }
}

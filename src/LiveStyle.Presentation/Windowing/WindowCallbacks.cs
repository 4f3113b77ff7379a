using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LiveStyle.Frames;

namespace LiveStyle.Presentation.Windowing;

/// <summary>What GLFW calls while it handles events; each writes one event into its window's queue. Nothing here may throw.</summary>
static unsafe class WindowCallbacks
{
    /// <summary>From now on <paramref name="window"/> hears what happens to the GLFW window, whose user pointer holds <paramref name="owner"/>.</summary>
    public static void Connect(nint window, GCHandle owner)
    {
        Glfw.SetWindowUserPointer(window, GCHandle.ToIntPtr(owner));
        Glfw.SetKeyCallback(window, &OnKey);
        Glfw.SetMouseButtonCallback(window, &OnMouseButton);
        Glfw.SetCursorPosCallback(window, &OnCursor);
        Glfw.SetScrollCallback(window, &OnScroll);
        Glfw.SetFramebufferSizeCallback(window, &OnResize);
        Glfw.SetWindowContentScaleCallback(window, &OnScale);
        Glfw.SetWindowRefreshCallback(window, &OnRefresh);
        Glfw.SetWindowCloseCallback(window, &OnClose);
        Glfw.SetWindowIconifyCallback(window, &OnIconify);
        Glfw.SetWindowFocusCallback(window, &OnFocus);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnKey(nint window, int key, int scanCode, int action, int modifiers) => Write(window, new WindowEvent(action switch
    {
        Glfw.Press => WindowEventKind.KeyPressed,
        Glfw.Repeat => WindowEventKind.KeyRepeated,
        _ => WindowEventKind.KeyReleased,
    })
    {
        Key = (Key)key,
        Modifiers = Held(modifiers),
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnMouseButton(nint window, int button, int action, int modifiers)
    {
        double x, y;
        Glfw.GetCursorPos(window, &x, &y);
        WindowEventKind kind = action == Glfw.Press ? WindowEventKind.MousePressed : WindowEventKind.MouseReleased;
        WriteAt(window, x, y, new WindowEvent(kind) { Button = (MouseButton)button, Modifiers = Held(modifiers) });
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnCursor(nint window, double x, double y) => WriteAt(window, x, y, new WindowEvent(WindowEventKind.MouseMoved));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnScroll(nint window, double x, double y) =>
        Write(window, new WindowEvent(WindowEventKind.Scrolled) { X = (float)x, Y = (float)y });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnResize(nint window, int width, int height) =>
        Write(window, new WindowEvent(WindowEventKind.Resized) { Size = new FrameSize(width, height) });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnScale(nint window, float x, float y) => Write(window, new WindowEvent(WindowEventKind.Rescaled) { X = x, Y = y });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnRefresh(nint window) => Write(window, new WindowEvent(WindowEventKind.Refreshed));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnClose(nint window) => Write(window, new WindowEvent(WindowEventKind.CloseRequested));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnIconify(nint window, int iconified) =>
        Write(window, new WindowEvent(iconified == Glfw.True ? WindowEventKind.Minimized : WindowEventKind.Restored));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnFocus(nint window, int focused) =>
        Write(window, new WindowEvent(focused == Glfw.True ? WindowEventKind.FocusGained : WindowEventKind.FocusLost));

    // Lock keys come as modifiers too where asked for; they are none here.
    static KeyModifiers Held(int modifiers) => (KeyModifiers)(modifiers & 0xF);

    static void WriteAt(nint window, double x, double y, WindowEvent happened)
    {
        if (Owner(window) is { } owner)
        {
            (float across, float down) = owner.ToPixels(x, y);
            owner.Events.Write(happened with { X = across, Y = down });
        }
    }

    static void Write(nint window, in WindowEvent happened) => Owner(window)?.Events.Write(happened);

    static Window? Owner(nint window) =>
        Glfw.GetWindowUserPointer(window) is not 0 and var pointer ? GCHandle.FromIntPtr(pointer).Target as Window : null;
}

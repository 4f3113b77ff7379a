using System.Runtime.InteropServices;

namespace LiveStyle.Presentation.Windowing;

/// <summary>The calls of the system's GLFW 3 (3.3 or later), under GLFW's own names. A window and a monitor are addresses.</summary>
static unsafe partial class Glfw
{
    public const int True = 1, False = 0;

    /// <summary>Window hints and attributes.</summary>
    public const int Focused = 0x20001, Iconified = 0x20002, Resizable = 0x20003, Visible = 0x20004, AutoIconify = 0x20006,
        ClientApi = 0x22001, X11ClassName = 0x24001, X11InstanceName = 0x24002;

    public const int NoApi = 0;

    /// <summary>A hint before <see cref="Init"/>, known from 3.4 on, and its value.</summary>
    public const int Platform = 0x50003, PlatformX11 = 0x60004;

    /// <summary>Input modes and their values.</summary>
    public const int Cursor = 0x33001, CursorNormal = 0x34001, CursorHidden = 0x34002;

    public const int Press = 1, Repeat = 2, DontCare = -1;

    const string Library = "glfw";

    static readonly string[] FileNames = OperatingSystem.IsWindows() ? ["glfw3.dll"]
        : OperatingSystem.IsMacOS() ? ["libglfw.3.dylib", "/opt/homebrew/lib/libglfw.3.dylib", "/usr/local/lib/libglfw.3.dylib"]
        : ["libglfw.so.3", "libglfw.so"];

    static Glfw() => NativeLibraries.Register(Library, Load);

    static nint Load()
    {
        foreach (string file in FileNames)
        {
            if (NativeLibrary.TryLoad(file, typeof(Glfw).Assembly, null, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }

    /// <summary>GLFWvidmode: a monitor's size in screen coordinates, bits a channel, refresh rate in hertz.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct VideoMode
    {
        public int Width, Height, RedBits, GreenBits, BlueBits, RefreshRate;
    }

    [LibraryImport(Library, EntryPoint = "glfwInitHint")]
    public static partial void InitHint(int hint, int value);

    [LibraryImport(Library, EntryPoint = "glfwInit")]
    public static partial int Init();

    [LibraryImport(Library, EntryPoint = "glfwTerminate")]
    public static partial void Terminate();

    /// <summary>The calling thread's last error and its description, which GLFW owns; both are cleared.</summary>
    [LibraryImport(Library, EntryPoint = "glfwGetError")]
    public static partial int GetError(byte** description);

    [LibraryImport(Library, EntryPoint = "glfwWindowHint")]
    public static partial void WindowHint(int hint, int value);

    [LibraryImport(Library, EntryPoint = "glfwWindowHintString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void WindowHintString(int hint, string value);

    [LibraryImport(Library, EntryPoint = "glfwDefaultWindowHints")]
    public static partial void DefaultWindowHints();

    [LibraryImport(Library, EntryPoint = "glfwCreateWindow", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateWindow(int width, int height, string title, nint monitor, nint share);

    [LibraryImport(Library, EntryPoint = "glfwDestroyWindow")]
    public static partial void DestroyWindow(nint window);

    [LibraryImport(Library, EntryPoint = "glfwWindowShouldClose")]
    public static partial int WindowShouldClose(nint window);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowShouldClose")]
    public static partial void SetWindowShouldClose(nint window, int value);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowTitle", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetWindowTitle(nint window, string title);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowPos")]
    public static partial void GetWindowPos(nint window, int* x, int* y);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowSize")]
    public static partial void GetWindowSize(nint window, int* width, int* height);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSize")]
    public static partial void SetWindowSize(nint window, int width, int height);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSizeLimits")]
    public static partial void SetWindowSizeLimits(nint window, int minWidth, int minHeight, int maxWidth, int maxHeight);

    [LibraryImport(Library, EntryPoint = "glfwGetFramebufferSize")]
    public static partial void GetFramebufferSize(nint window, int* width, int* height);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowContentScale")]
    public static partial void GetWindowContentScale(nint window, float* x, float* y);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowAttrib")]
    public static partial int GetWindowAttrib(nint window, int attribute);

    [LibraryImport(Library, EntryPoint = "glfwIconifyWindow")]
    public static partial void IconifyWindow(nint window);

    [LibraryImport(Library, EntryPoint = "glfwRestoreWindow")]
    public static partial void RestoreWindow(nint window);

    [LibraryImport(Library, EntryPoint = "glfwShowWindow")]
    public static partial void ShowWindow(nint window);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowMonitor")]
    public static partial void SetWindowMonitor(nint window, nint monitor, int x, int y, int width, int height, int refreshRate);

    [LibraryImport(Library, EntryPoint = "glfwGetMonitors")]
    public static partial nint* GetMonitors(int* count);

    [LibraryImport(Library, EntryPoint = "glfwGetMonitorPos")]
    public static partial void GetMonitorPos(nint monitor, int* x, int* y);

    [LibraryImport(Library, EntryPoint = "glfwGetVideoMode")]
    public static partial VideoMode* GetVideoMode(nint monitor);

    [LibraryImport(Library, EntryPoint = "glfwGetKey")]
    public static partial int GetKey(nint window, int key);

    [LibraryImport(Library, EntryPoint = "glfwGetMouseButton")]
    public static partial int GetMouseButton(nint window, int button);

    [LibraryImport(Library, EntryPoint = "glfwGetCursorPos")]
    public static partial void GetCursorPos(nint window, double* x, double* y);

    [LibraryImport(Library, EntryPoint = "glfwSetInputMode")]
    public static partial void SetInputMode(nint window, int mode, int value);

    [LibraryImport(Library, EntryPoint = "glfwPollEvents")]
    public static partial void PollEvents();

    [LibraryImport(Library, EntryPoint = "glfwWaitEventsTimeout")]
    public static partial void WaitEventsTimeout(double seconds);

    [LibraryImport(Library, EntryPoint = "glfwPostEmptyEvent")]
    public static partial void PostEmptyEvent();

    [LibraryImport(Library, EntryPoint = "glfwGetRequiredInstanceExtensions")]
    public static partial byte** GetRequiredInstanceExtensions(uint* count);

    [LibraryImport(Library, EntryPoint = "glfwCreateWindowSurface")]
    public static partial int CreateWindowSurface(nint instance, nint window, nint allocator, ulong* surface);

    [LibraryImport(Library, EntryPoint = "glfwSetKeyCallback")]
    public static partial nint SetKeyCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetMouseButtonCallback")]
    public static partial nint SetMouseButtonCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetCursorPosCallback")]
    public static partial nint SetCursorPosCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetScrollCallback")]
    public static partial nint SetScrollCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetFramebufferSizeCallback")]
    public static partial nint SetFramebufferSizeCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowContentScaleCallback")]
    public static partial nint SetWindowContentScaleCallback(nint window, delegate* unmanaged[Cdecl]<nint, float, float, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowRefreshCallback")]
    public static partial nint SetWindowRefreshCallback(nint window, delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowCloseCallback")]
    public static partial nint SetWindowCloseCallback(nint window, delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowIconifyCallback")]
    public static partial nint SetWindowIconifyCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowFocusCallback")]
    public static partial nint SetWindowFocusCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, void> callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowUserPointer")]
    public static partial void SetWindowUserPointer(nint window, nint pointer);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowUserPointer")]
    public static partial nint GetWindowUserPointer(nint window);
}

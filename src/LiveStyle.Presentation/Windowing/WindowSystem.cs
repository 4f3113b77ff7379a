using System.Runtime.InteropServices;
using LiveStyle.Gpu;

namespace LiveStyle.Presentation.Windowing;

/// <summary>GLFW's one state of the process: begun by the first window, ended by the last.</summary>
/// <remarks>Thread-safety: the thread that opens the first window is the one that every call must come from, until the last
/// window is closed. macOS accepts only the program's main thread.</remarks>
static unsafe class WindowSystem
{
    static readonly Lock Gate = new();
    static int windows;
    static int thread;

    /// <exception cref="GpuException">GLFW is not installed, or there is no display.</exception>
    /// <exception cref="InvalidOperationException">Another thread has windows open.</exception>
    public static void Enter()
    {
        lock (Gate)
        {
            if (windows > 0)
            {
                CheckThread();
            }
            else
            {
                Begin();
                thread = Environment.CurrentManagedThreadId;
            }

            windows++;
        }
    }

    public static void Leave()
    {
        CheckThread();
        lock (Gate)
        {
            if (--windows == 0)
            {
                Glfw.Terminate();
            }
        }
    }

    /// <exception cref="InvalidOperationException">This is not the windows' thread.</exception>
    public static void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            throw new InvalidOperationException($"windows belong to thread {thread}, which opened the first; this is thread {Environment.CurrentManagedThreadId}");
        }
    }

    /// <summary>What GLFW said last, and forgets now; null if nothing.</summary>
    public static string? TakeError()
    {
        byte* text;
        return Glfw.GetError(&text) == 0 ? null : Marshal.PtrToStringUTF8((nint)text);
    }

    static void Begin()
    {
        try
        {
            // Otherwise libwayland complains on the terminal before GLFW turns to X11. GLFW 3.3 knows no hint and needs none.
            if (OperatingSystem.IsLinux() && !IsSet("WAYLAND_DISPLAY") && IsSet("DISPLAY"))
            {
                Glfw.InitHint(Glfw.Platform, Glfw.PlatformX11);
                TakeError();
            }

            if (Glfw.Init() != Glfw.True)
            {
                throw new GpuException($"no window system: {TakeError() ?? "GLFW can't start"}; start it from a desktop session (on Linux: DISPLAY or WAYLAND_DISPLAY)") { Remedies = Remedies.NoWindow };
            }
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new GpuException($"no window system: GLFW 3.3 or later is not installed; {Cure}", problem) { Remedies = Remedies.NoWindow };
        }
    }

    static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    static string Cure => OperatingSystem.IsWindows() ? "put glfw3.dll beside the program (https://www.glfw.org/download)"
        : OperatingSystem.IsMacOS() ? "brew install glfw"
        : "install it (Debian, Ubuntu: apt install libglfw3)";
}

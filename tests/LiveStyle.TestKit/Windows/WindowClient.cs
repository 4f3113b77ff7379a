using System.Runtime.InteropServices;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.TestKit.Windows;

/// <summary>A second client of the screen, which says to windows what a window manager would.</summary>
sealed unsafe partial class WindowClient : IDisposable
{
    const int ClientMessage = 33;
    const int Normal = 1, Iconic = 3;

    readonly nint display;

    public WindowClient(string name)
    {
        display = XOpenDisplay(name);
        if (display == 0)
        {
            throw new InvalidOperationException($"No X server at {name}.");
        }
    }

    /// <summary>Windows of the whole screen, whoever opened them, seen or not.</summary>
    public int CountWindows()
    {
        XQueryTree(display, XDefaultRootWindow(display), out _, out _, out nint children, out uint count);
        if (children != 0)
        {
            XFree(children);
        }

        return (int)count;
    }

    /// <summary>The person clicked the cross.</summary>
    public void RequestClose(nuint window)
    {
        Event message = default;
        message.Type = ClientMessage;
        message.Window = window;
        message.MessageType = XInternAtom(display, "WM_PROTOCOLS", 0);
        message.Format = 32;
        message.First = (nint)XInternAtom(display, "WM_DELETE_WINDOW", 0);
        XSendEvent(display, window, 0, 0, ref message);
        XSync(display, 0);
    }

    /// <summary>The window was put away, or taken out again.</summary>
    public void SetMinimized(nuint window, bool minimized)
    {
        nuint state = XInternAtom(display, "WM_STATE", 0);
        nint* values = stackalloc nint[2] { minimized ? Iconic : Normal, 0 };
        XChangeProperty(display, window, state, state, 32, 0, values, 2);
        XSync(display, 0);
    }

    public void Dispose() => XCloseDisplay(display);

    [StructLayout(LayoutKind.Sequential, Size = 192)]
    struct Event
    {
        public int Type;
        public nuint Serial;
        public int IsSent;
        public nint Display;
        public nuint Window, MessageType;
        public int Format;
        public nint First;
    }

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint XOpenDisplay(string name);

    [LibraryImport("libX11.so.6")]
    private static partial int XCloseDisplay(nint display);

    [LibraryImport("libX11.so.6")]
    private static partial nuint XDefaultRootWindow(nint display);

    [LibraryImport("libX11.so.6")]
    private static partial int XQueryTree(nint display, nuint window, out nuint root, out nuint parent, out nint children, out uint count);

    [LibraryImport("libX11.so.6")]
    private static partial int XFree(nint memory);

    [LibraryImport("libX11.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint XInternAtom(nint display, string name, int onlyIfExists);

    [LibraryImport("libX11.so.6")]
    private static partial int XSendEvent(nint display, nuint window, int propagate, nint mask, ref Event message);

    [LibraryImport("libX11.so.6")]
    private static partial int XChangeProperty(nint display, nuint window, nuint property, nuint type, int format, int mode, nint* values, int count);

    [LibraryImport("libX11.so.6")]
    private static partial int XSync(nint display, int discard);
}

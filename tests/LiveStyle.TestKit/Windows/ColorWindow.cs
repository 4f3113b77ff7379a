using System.Diagnostics;

namespace LiveStyle.TestKit.Windows;

/// <summary>A window of another program on the virtual screen, filled with one color.</summary>
sealed class ColorWindow : IDisposable
{
    readonly Process process;

    /// <param name="screen">The screen, which it is seen on once this returns.</param>
    /// <param name="title">Its title.</param>
    /// <param name="color">As ffmpeg names colors.</param>
    /// <param name="left">The column where it begins.</param>
    /// <param name="top">The row where it begins.</param>
    public ColorWindow(VirtualScreen screen, string title, string color, int left, int top)
    {
        var start = new ProcessStartInfo("ffmpeg",
            $"-hide_banner -nostdin -v quiet -re -f lavfi -i color={color}:s={Width}x{Height}:r=25 -window_x {left} -window_y {top} -f sdl2 \"{title}\"");
        start.Environment["DISPLAY"] = screen.Display;
        start.Environment["SDL_RENDER_DRIVER"] = "software";
        process = Process.Start(start)!;
        int middle = ((top + Height / 2) * VirtualScreen.Width + left + Width / 2) * 3;
        while (!process.HasExited && screen.Grab().AsSpan(middle, 3).IndexOfAnyExcept((byte)0) < 0)
        {
            Thread.Sleep(50);
        }
    }

    public const int Width = 320, Height = 240;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

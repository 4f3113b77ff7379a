using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Xunit;

namespace LiveStyle.TestKit.Windows;

/// <inheritdoc cref="VirtualScreenCollection"/>
public sealed partial class VirtualScreen : IDisposable
{
    public const int Width = 1024, Height = 768;

    readonly Process? server;

    public VirtualScreen()
    {
        // Elsewhere the tests that want a screen skip themselves.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Without -noreset the server starts over whenever the last window closes, and loses who calls meanwhile.
        var start = new ProcessStartInfo("Xvfb", $"-displayfd 1 -screen 0 {Width}x{Height}x24 -nolisten tcp -noreset")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        server = Process.Start(start)!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        string number = server.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Xvfb did not start.");
        Display = ":" + number;
        UseDisplay(Display);
        Clear("WAYLAND_DISPLAY");
        Clear("XDG_SESSION_TYPE");
    }

    public string Display { get; } = "";

    public int ServerProcess => server!.Id;

    /// <summary>Where windows open from now on. The native environment is not that of .NET: both are told.</summary>
    public static void UseDisplay(string display)
    {
        Environment.SetEnvironmentVariable("DISPLAY", display);
        Set("DISPLAY", display, 1);
    }

    /// <summary>Sends keys and mouse as devices do, and asks for windows' names; returns what it prints.</summary>
    public string Xdotool(string arguments) => Run("xdotool", arguments);

    /// <summary>The X window of that title.</summary>
    public nuint Find(string title) => nuint.Parse(Xdotool($"search --name ^{title}$"), CultureInfo.InvariantCulture);

    /// <summary>What the screen shows: RGB, rows from the top.</summary>
    public byte[] Grab()
    {
        var start = new ProcessStartInfo("ffmpeg",
            $"-v error -f x11grab -draw_mouse 0 -video_size {Width}x{Height} -i {Display} -frames:v 1 -f rawvideo -pix_fmt rgb24 pipe:1")
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        var pixels = new byte[Width * Height * 3];
        process.StandardOutput.BaseStream.ReadExactly(pixels);
        process.WaitForExit();
        return pixels;
    }

    /// <summary>Runs a program on this screen to its end; returns its standard output, trimmed.</summary>
    public string Run(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = Display;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {error}");
        return output.Trim();
    }

    public void Dispose()
    {
        server?.Kill();
        server?.WaitForExit();
        server?.Dispose();
    }

    static void Clear(string variable)
    {
        Environment.SetEnvironmentVariable(variable, null);
        Unset(variable);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unset(string name);
}

using System.Diagnostics;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>A PipeWire with its session manager, for one test: in a folder of its own, found by programs that this process starts.</summary>
sealed class PipeWireSession : IDisposable
{
    const string Folder = "PIPEWIRE_RUNTIME_DIR";

    readonly string folder = Directory.CreateTempSubdirectory("livestyle-pipewire-").FullName;
    readonly Process[] processes;

    public PipeWireSession()
    {
        string[] missing = [.. new[] { "gst-launch-1.0", "pipewire", "wireplumber" }.Where(program => !IsInstalled(program))];
        Assert.SkipUnless(missing.Length == 0 && Environment.GetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS") is not null, $"There is no session with PipeWire here ({string.Join(", ", missing)}; dbus-run-session).");
        Environment.SetEnvironmentVariable(Folder, folder);
        Process server = Start("pipewire");
        Assert.True(SpinWait.SpinUntil(() => Path.Exists(Path.Combine(folder, "pipewire-0")), TimeSpan.FromSeconds(30)));
        processes = [Start("wireplumber"), server];
    }

    /// <summary>Reads pictures of a node, as a program that shows a camera does, and counts them.</summary>
    public static int Read(string node, int count)
    {
        using Process reader = Process.Start(new ProcessStartInfo(
            "gst-launch-1.0",
            ["-f", "pipewiresrc", $"target-object=\"{node}\"", $"num-buffers={count}", "!", "videoconvert", "!", "video/x-raw,format=RGB", "!", "fakesink", "silent=false", "-v"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = reader.StandardError.ReadToEndAsync();
        Task<string> output = reader.StandardOutput.ReadToEndAsync();
        if (!reader.WaitForExit(20_000))
        {
            reader.Kill();
        }

        return output.Result.Split("chain ").Length - 1;
    }

    public void Dispose()
    {
        foreach (Process process in processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Environment.SetEnvironmentVariable(Folder, null);
        Directory.Delete(folder, recursive: true);
    }

    static Process Start(string program) => Process.Start(new ProcessStartInfo(program))!;

    static bool IsInstalled(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

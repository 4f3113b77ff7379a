using System.Diagnostics;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Farm;
using Xunit;

namespace LiveStyle.App.Tests.Farm;

/// <summary>
/// A clip of four segments with sound, the film that a single run makes of it, and plans of it; in a folder whose name
/// has all that shells trip over.
/// </summary>
public sealed class FarmScene : IAsyncLifetime
{
    public const int Segments = 4;

    readonly TinyBundle bundle = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("livestyle it's a $film ").FullName;

    /// <summary>Stands between a farm and the program; a farm's --program.</summary>
    public string Gate => PathOf("gate.sh");

    /// <summary>Packets and pictures of the single run's film: hashes with timestamps.</summary>
    public string Single { get; private set; } = "";

    string Clip => PathOf("clip.mkv");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async ValueTask InitializeAsync()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=32x24:r=24000/1001:d=40 -f lavfi -i sine=440:d=40:r=48000 -c:v libx264 -preset ultrafast -bf 2 -c:a aac -y \"{Clip}\"");
        await File.WriteAllTextAsync(Gate, $$"""
            #!/bin/bash
            # fail-N: segment N fails. trip-N: it fails once. hold-N: it is stopped in its work, once, until held-N is taken away.
            program=({{ShellText.Join([ProgramRun.DotNet(), Path.Combine(AppContext.BaseDirectory, "livestyle.dll")])}})
            signs=$2/signs
            if [ "$1" = segment ] && { [ -e "$signs/fail-$4" ] || rm "$signs/trip-$4" 2>/dev/null; }; then
                echo "livestyle: the disk of segment $4 is full" >&2
                exit 1
            elif [ "$1" = segment ] && mv "$signs/hold-$4" "$signs/holding-$4" 2>/dev/null; then
                "${program[@]}" "$@" & task=$!
                until compgen -G "$2/segments/aside-*" >/dev/null; do sleep 0.01; done
                kill -STOP "$task"
                mv "$signs/holding-$4" "$signs/held-$4"
                while [ -e "$signs/held-$4" ]; do sleep 0.1; done
                kill -CONT "$task"
                wait "$task"
            else
                exec "${program[@]}" "$@"
            fi

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Gate, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await SucceedAsync(["transcode", Clip, "single.mp4", .. Look()]);
        Single = Hashes("single.mp4");
    }

    /// <summary>Plans the film under a name.</summary>
    /// <param name="signs">For <see cref="Gate"/>: "hold-2".</param>
    /// <returns>The work folder.</returns>
    public async Task<string> PlanAsync(string name, params string[] signs)
    {
        await SucceedAsync(["plan", Clip, name, .. Look()]);
        string work = PathOf(name + ".livestyle");
        Directory.CreateDirectory(Path.Combine(work, "signs"));
        foreach (string sign in signs)
        {
            await File.WriteAllTextAsync(Sign(work, sign), "");
        }

        return work;
    }

    public static string Sign(string work, string sign) => Path.Combine(work, "signs", sign);

    public string Hashes(string film) =>
        Clips.Ffmpeg($"-i \"{PathOf(film)}\" -map 0 -c copy -f framemd5 -") + Clips.Ffmpeg($"-i \"{PathOf(film)}\" -map 0:v -fps_mode passthrough -f framemd5 -");

    /// <summary>Starts the program in the folder.</summary>
    /// <param name="settings">Of its environment.</param>
    public Process Start(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        // Whoever starts the tests may have them ignore interrupts, which programs inherit.
        ProcessStartInfo start = ProgramRun.Prepare(Folder, arguments, OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,TERM"] : []);
        foreach ((string name, string? value) in settings)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    internal async Task<ProgramRun> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        using Process process = Start(settings, arguments);
        return await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    public ValueTask DisposeAsync()
    {
        bundle.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    async Task SucceedAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync([], arguments);
        Assert.True(run.ExitCode == 0, $"livestyle {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
    }

    string[] Look() => ["--style", "negative*0.6 + original*0.4", "--model", bundle.Directory, "--device", "cpu"];
}

using System.Diagnostics;
using Xunit;

namespace LiveStyle.PackageTests;

/// <summary>A Debian 12 as small as debootstrap makes it, in a folder, with the .deb installed by apt. Needs root and network.</summary>
public sealed class BareDebian : IAsyncLifetime
{
    readonly DirectoryInfo place = Directory.CreateTempSubdirectory("livestyle-debian-");

    /// <summary>Why there is none; null where there is one.</summary>
    public string? Missing { get; } = !OperatingSystem.IsLinux() ? "A bare Debian needs Linux."
        : !Environment.IsPrivilegedProcess ? "debootstrap needs root."
        : !File.Exists("/usr/sbin/debootstrap") ? "debootstrap is missing."
        : null;

    /// <summary>With the package in it.</summary>
    public string Root => Path.Combine(place.FullName, "installed");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        string bare = Path.Combine(place.FullName, "bare");
        await ProcessRun.SucceedAsync("/usr/sbin/debootstrap", "--variant=minbase", "bookworm", bare);

        // How this machine reaches its mirror, and what it checks there.
        string[] ways = (await ProcessRun.SucceedAsync("apt-config", "dump")).Lines;
        File.WriteAllLines(Path.Combine(bare, "etc/apt/apt.conf.d/99machine"), ways.Where(line => line.StartsWith("Acquire::Check-", StringComparison.Ordinal) || line.StartsWith("Acquire::http", StringComparison.Ordinal)));
        await ShellAsync(bare, "apt-get update -q");
        await ProcessRun.SucceedAsync("cp", "-a", bare, Root);
        File.Copy(Packages.Debian, Path.Combine(Root, "livestyle.deb"));
        await ShellAsync(Root, "apt-get install -q -y --no-install-recommends /livestyle.deb");
        File.Delete(Path.Combine(Root, "livestyle.deb"));
    }

    /// <summary>Another Debian without the package.</summary>
    public async Task<string> CopyBareAsync(string name) => await CopyAsync(Path.Combine(place.FullName, "bare"), name);

    /// <summary>Another one with it, to be spoiled.</summary>
    public async Task<string> CopyInstalledAsync(string name) => await CopyAsync(Root, name);

    /// <summary>Runs a script inside, where /proc is there; it must work.</summary>
    /// <param name="mounts">Folders of this machine that are to be seen inside, at the same path.</param>
    public static async Task<ProcessRun> ShellAsync(string root, string script, params string[] mounts)
    {
        // The mounts are the process's own, and end with it.
        const string Enter = """
            root=$1 script=$2; shift 2
            mount -t proc proc "$root/proc"
            for folder; do mkdir -p "$root$folder"; mount --bind "$folder" "$root$folder"; done
            exec chroot "$root" /bin/bash -ec "$script"
            """;
        var start = new ProcessStartInfo("unshare", ["--mount", "--fork", "/bin/bash", "-ec", Enter, "bash", root, script, .. mounts]);
        // How this machine reaches what others publish.
        Dictionary<string, string?> own = start.Environment.Where(pair => pair.Key.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase) || pair.Key.StartsWith("NUGET_CERT", StringComparison.Ordinal)).ToDictionary();
        start.Environment.Clear();
        foreach ((string name, string? value) in own)
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = "/root";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return (await ProcessRun.RunAsync(start)).Succeeded(script);
    }

    public ValueTask DisposeAsync()
    {
        place.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    async Task<string> CopyAsync(string root, string name)
    {
        string copy = Path.Combine(place.FullName, name);
        await ProcessRun.SucceedAsync("cp", "-a", root, copy);
        return copy;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Farm;

/// <summary>
/// A Slurm of the tests' own on this machine: a munged, a controller and two nodes, each with all it needs in a temporary
/// folder and on ports of its own, as whoever runs the tests. Needs no service manager and no control groups.
/// </summary>
public sealed class SlurmCluster : IAsyncLifetime
{
    public static readonly string[] Nodes = ["n1", "n2"];

    /// <summary>Of each node, whatever this machine has.</summary>
    public const int Processors = 2;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly List<SlurmDaemon> daemons = [];

    // Its configuration takes no spaces, which the folder for temporary files may have.
    public string Folder { get; } = Path.GetTempPath().Contains(' ')
        ? Directory.CreateDirectory($"/tmp/livestyle-slurm-{Guid.NewGuid():N}").FullName : Directory.CreateTempSubdirectory("livestyle-slurm-").FullName;

    /// <summary>What makes Slurm's programs ask this cluster.</summary>
    public KeyValuePair<string, string?> Setting => new("SLURM_CONF", Path.Combine(Folder, "slurm.conf"));

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // So are its tests' own first words.
        }

        string key = Path.Combine(Folder, "munge.key");
        await File.WriteAllBytesAsync(key, System.Security.Cryptography.RandomNumberGenerator.GetBytes(128));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (string folder in (string[])["state", "log", .. Nodes])
        {
            Directory.CreateDirectory(Path.Combine(Folder, folder));
        }

        await File.WriteAllTextAsync(Setting.Value!, Configuration(Ports(1 + Nodes.Length)));
        await File.WriteAllTextAsync(Path.Combine(Folder, "cgroup.conf"), await WithoutGroupsAsync());

        string socket = Path.Combine(Folder, "munge.socket");
        Start("munged", "--foreground", "--force", $"--key-file={key}", $"--socket={socket}", $"--pid-file={Path.Combine(Folder, "munged.pid")}",
            $"--log-file={Path.Combine(Folder, "log", "munged.log")}", $"--seed-file={Path.Combine(Folder, "munge.seed")}");
        await UntilAsync(() => Task.FromResult(File.Exists(socket)), "munged opens its socket");
        Start("slurmctld", "-D");
        foreach (string node in Nodes)
        {
            StartNode(node);
        }

        await UntilIdleAsync();
    }

    /// <summary>Settings by which the nodes need no control groups, which containers often lack: Slurm 22.05 finds out by itself only where they are mounted.</summary>
    async Task<string> WithoutGroupsAsync()
    {
        string version = await TryAsync("slurmd", "-V");
        return Regex.Match(version, "[0-9]+").Value is { Length: > 0 } major && int.Parse(major, CultureInfo.InvariantCulture) >= 23
            ? "CgroupPlugin=disabled\n" : "CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n";
    }

    public void StartNode(string node) => Start("slurmd", "-D", "-N", node);

    public Task UntilIdleAsync() => UntilAsync(
        async () => (await TryAsync("sinfo", "-h", "-N", "-o", "%t")).Split('\n', StringSplitOptions.RemoveEmptyEntries) is { } states
            && states.Length == Nodes.Length && states.All(state => state == "idle"),
        "both nodes are idle");

    /// <summary>What a power cut does: the node's daemon and all that it has started are gone at once, and nothing is said of it.</summary>
    public void Kill(string node)
    {
        IReadOnlyList<LinuxProcess> ours = LinuxProcess.With(Setting);
        IEnumerable<LinuxProcess> daemon = ours.Where(process => process.Words is [var program, ..] && Path.GetFileName(program) == "slurmd" && process.Words.Contains(node));
        List<LinuxProcess> tasks = [.. ours.Where(process => process.HasSetting("SLURMD_NODENAME", node))];

        // Who would tell goes first: the daemon, and the keepers of its jobs, which are the parents of their scripts.
        HashSet<int> known = [.. tasks.Select(process => process.Id)];
        IEnumerable<int> keepers = tasks.Select(process => process.Parent).Where(parent => parent > 1 && !known.Contains(parent)).Distinct();
        foreach (int id in (int[])[.. daemon.Select(process => process.Id), .. keepers, .. known])
        {
            UnixSignal.Send(id, UnixSignal.Kill);
        }
    }

    /// <summary>What one of Slurm's programs prints.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        ProgramRun run = await RunToEndAsync(program, arguments);
        return run.ExitCode == 0 ? run.Output.Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {run.Error}");
    }

    /// <summary>Waits for something that takes Slurm a while.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(50))
        {
            if (clock.Elapsed > Limit)
            {
                throw new TimeoutException($"It did not come to pass that {what}. {string.Join('\n', Directory.GetFiles(Path.Combine(Folder, "log")).SelectMany(Tail))}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SlurmDaemon daemon in Enumerable.Reverse(daemons))
        {
            await daemon.DisposeAsync();
        }

        // Jobs outlive their node's daemon.
        foreach (LinuxProcess left in LinuxProcess.With(Setting))
        {
            UnixSignal.Send(left.Id, UnixSignal.Kill);
        }

        await UntilAsync(() => Task.FromResult(LinuxProcess.With(Setting).Count == 0), "all of the cluster has ended");
        Directory.Delete(Folder, recursive: true);
    }

    void Start(string program, params string[] arguments) =>
        daemons.Add(SlurmDaemon.Start(program, arguments, Path.Combine(Folder, "log", $"{string.Join('-', [program, .. arguments.TakeLast(1).Where(Nodes.Contains)])}.out"), Setting));

    async Task<string> TryAsync(string program, params string[] arguments) => (await RunToEndAsync(program, arguments)).Output;

    Task<ProgramRun> RunToEndAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Setting.Key] = Setting.Value;
        Process process = Process.Start(start)!;
        return ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Waits are short, and a requeued job's too (cred_expire): by default two minutes.</summary>
    string Configuration(int[] ports) => $"""
        ClusterName=livestyle
        SlurmctldHost=localhost(127.0.0.1)
        SlurmctldPort={ports[0]}
        SlurmUser={Environment.UserName}
        SlurmdUser={Environment.UserName}
        AuthType=auth/munge
        CredType=cred/munge
        AuthInfo=socket={Folder}/munge.socket,cred_expire=5
        CommunicationParameters=NoInAddrAny
        StateSaveLocation={Folder}/state
        SlurmctldPidFile={Folder}/slurmctld.pid
        SlurmctldLogFile={Folder}/log/slurmctld.log
        SlurmdSpoolDir={Folder}/%n
        SlurmdPidFile={Folder}/slurmd-%n.pid
        SlurmdLogFile={Folder}/log/slurmd-%n.log
        ProctrackType=proctrack/pgid
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        SwitchType=switch/none
        MpiDefault=none
        MailProg=/bin/true
        SelectType=select/cons_tres
        SelectTypeParameters=CR_Core
        SlurmdParameters=config_overrides
        ReturnToService=2
        SlurmdTimeout=5
        KillWait=2
        MinJobAge=600
        MessageTimeout=10
        MaxArraySize=3
        SchedulerType=sched/builtin
        SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=1
        {string.Join('\n', Nodes.Select((node, i) => $"NodeName={node} NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[i + 1]} CPUs={Processors} RealMemory=512"))}
        PartitionName=films Nodes={string.Join(',', Nodes)} Default=YES MaxTime=INFINITE State=UP

        """;

    /// <summary>That nobody listens on.</summary>
    static int[] Ports(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }

    static IEnumerable<string> Tail(string log) => File.ReadLines(log).TakeLast(15).Prepend($"== {Path.GetFileName(log)}");
}

/// <summary>Tests that share the cluster and the clip; nothing else runs meanwhile, so that no node seems dead for want of a processor.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Trait("Speed", "Slow")]
public sealed class FarmCollection : ICollectionFixture<SlurmCluster>, ICollectionFixture<FarmScene>
{
    public const string Name = "farm";
}

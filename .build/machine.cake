// This machine: its programs, its libraries, and running things on it.
using System.Runtime.InteropServices;

// The dotnet that runs this script runs everything else too, wherever it is installed.
string DotNetHost => Environment.ProcessPath;

void Say(string line) => Console.WriteLine(line);

bool OnPath(string program) => FindOnPath(program) is not null;

string FindOnPath(string program) =>
    (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(System.IO.File.Exists);

// Where the loader of a Linux system looks: plain, 64-bit and multi-architecture folders.
IEnumerable<string> LibraryFiles(string name) =>
    new[] { "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib" }
        .Where(System.IO.Directory.Exists)
        .SelectMany(folder => System.IO.Directory.GetDirectories(folder, "*-linux-*").Prepend(folder))
        .Select(folder => System.IO.Path.Combine(folder, name))
        .Where(System.IO.File.Exists);

// The exit code; input, output and errors are this terminal's own.
int Run(string program, IEnumerable<string> arguments, IDictionary<string, string> environment = null)
{
    var line = new ProcessArgumentBuilder();
    foreach (var argument in arguments)
        line.AppendQuoted(argument);
    return StartProcess(program, new ProcessSettings { Arguments = line, EnvironmentVariables = environment });
}

// The exit code; what it prints is said at its end, in one piece. May be called from several threads.
int RunAside(string program, IEnumerable<string> arguments, IDictionary<string, string> environment = null)
{
    var start = new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        start.Environment[name] = value;

    var printed = new System.Text.StringBuilder();
    void Keep(string line)
    {
        if (line is not null)
            lock (printed)
                printed.AppendLine(line);
    }

    using var process = System.Diagnostics.Process.Start(start);
    process.OutputDataReceived += (_, line) => Keep(line.Data);
    process.ErrorDataReceived += (_, line) => Keep(line.Data);
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();

    // With a limit it waits for the program alone, not for whoever else has inherited its output; what is on the way still comes.
    process.WaitForExit(int.MaxValue);
    System.Threading.Thread.Sleep(500);
    lock (printed)
        Say(printed.ToString().TrimEnd());
    return process.ExitCode;
}

// Shows a file to who sits before the machine; does nothing in a pipe, on a server or in a container.
void OpenOnDesktop(string path)
{
    if (Console.IsOutputRedirected || EnvironmentVariable("CI") is not null)
        return;
    var isDesktop = !OperatingSystem.IsLinux() || (OnPath("xdg-open") && (HasEnvironmentVariable("DISPLAY") || HasEnvironmentVariable("WAYLAND_DISPLAY")));
    if (!isDesktop)
        return;
    var program = OperatingSystem.IsWindows() ? "explorer" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
    StartAndReturnProcess(program, new ProcessSettings { Arguments = new ProcessArgumentBuilder().AppendQuoted(MakeAbsolute(File(path)).FullPath), Silent = true });
}

// Frames per second of a clip's picture, as a person writes it: 24, 29.97.
string FrameRate(string clip)
{
    StartProcess("ffprobe", new ProcessSettings
    {
        Arguments = $"-v error -select_streams v:0 -show_entries stream=avg_frame_rate -of csv=p=0 \"{clip}\"",
        RedirectStandardOutput = true,
    }, out var lines);
    var parts = (lines.FirstOrDefault() ?? "").TrimEnd(',').Split('/');
    return parts.Length == 2 && double.TryParse(parts[0], out var frames) && double.TryParse(parts[1], out var seconds) && seconds > 0
        ? (frames / seconds).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)
        : throw new CakeException($"{clip} has no readable picture: run the target again.");
}

// Stops with the cure where a root command is to come and can't.
void NeedRoot(string cure)
{
    if (!Environment.IsPrivilegedProcess && !OnPath("sudo"))
        throw new CakeException($"This needs root and there is no sudo. {cure}, then run this again.");
}

// Runs one command as root, naming it first.
int RunAsRoot(params string[] command)
{
    if (!Environment.IsPrivilegedProcess)
        command = ["sudo", .. command];
    Say($"> {string.Join(' ', command)}");
    return Run(command[0], command[1..]);
}

// A package manager that failed once often succeeds the second time: a mirror that was busy, a lock just let go.
void AptGet(params string[] arguments)
{
    string[] command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", .. arguments];
    if (RunAsRoot(command) != 0 && RunAsRoot(command) != 0)
        throw new CakeException($"apt-get {string.Join(' ', arguments)} failed twice: see its lines above.");
}

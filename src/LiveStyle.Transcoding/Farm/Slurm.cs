using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveStyle.Transcoding.Farm;

/// <summary>Slurm, by its own programs.</summary>
static partial class Slurm
{
    /// <summary>What MaxArraySize is where nobody has set it.</summary>
    const int UsualArraySize = 1001;

    /// <exception cref="LiveStyleException">It isn't on this machine.</exception>
    public static void Require()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "sbatch"))))
        {
            throw new LiveStyleException(
                "sbatch is not on this machine; submit on one of the cluster's own (or install slurm-client with the cluster's slurm.conf), or render on this machine") { Remedies = Remedies.LocalFarm };
        }
    }

    /// <returns>The job, and its cluster where there are several.</returns>
    public static async Task<(long Job, string? Cluster)> SubmitAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string printed = (await RunAsync("sbatch", ["--parsable", .. arguments], cancellation)).Trim();
        string[] parts = printed.Split('\n')[^1].Split(';');
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long job)
            ? (job, parts.ElementAtOrDefault(1))
            : throw new LiveStyleException($"sbatch gave no job but this: {printed}");
    }

    /// <summary>All that Slurm still knows of the jobs: it forgets what ended minutes ago.</summary>
    public static async Task<IReadOnlyList<SlurmTask>> QueueAsync(SlurmSubmission submission, CancellationToken cancellation)
    {
        try
        {
            string printed = await RunAsync(
                "squeue",
                [.. Cluster(submission), "--noheader", "--array", "--states=all", $"--jobs={string.Join(',', submission.Jobs())}", $"--format={SlurmTask.Format}"],
                cancellation);
            return [.. printed.Split('\n').Select(SlurmTask.Parse).OfType<SlurmTask>()];
        }
        catch (SlurmException problem) when (problem.Message.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }
    }

    /// <summary>Ends the jobs, whatever they do.</summary>
    public static Task CancelAsync(SlurmSubmission submission, CancellationToken cancellation) =>
        RunAsync("scancel", [.. Cluster(submission), "--quiet", .. submission.Jobs().Select(job => job.ToString(CultureInfo.InvariantCulture))], cancellation);

    /// <summary>"1:0" (exit code and signal); null: Slurm has forgotten it.</summary>
    public static async Task<string?> ExitCodeAsync(SlurmTask task, SlurmSubmission submission, CancellationToken cancellation)
    {
        try
        {
            return ExitCode().Match(await RunAsync("scontrol", [.. Cluster(submission), "--oneliner", "show", "job", task.Name], cancellation)) is { Success: true } match
                ? match.Groups[1].Value : null;
        }
        catch (SlurmException)
        {
            return null;
        }
    }

    /// <summary>An array's indices are less than this.</summary>
    public static async Task<int> ArraySizeAsync(CancellationToken cancellation)
    {
        Match match = ArraySize().Match(await RunAsync("scontrol", ["show", "config"], cancellation));
        int size = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : UsualArraySize;
        return size > 0 ? size : throw new LiveStyleException("this cluster takes no job arrays (its MaxArraySize is 0); ask who keeps it, or render on this machine") { Remedies = Remedies.LocalFarm };
    }

    static string[] Cluster(SlurmSubmission submission) => submission.Cluster is { } name ? [$"--clusters={name}"] : [];

    static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using Process process = Start(program, arguments);
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            string error = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? await output : throw new SlurmException(program, [.. arguments], process.ExitCode, error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    static Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new LiveStyleException($"{program} is not on this machine; go where the cluster's programs are");
        }
    }

    [GeneratedRegex(@"\bExitCode=(\d+:\d+)")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"\bMaxArraySize\s*=\s*(\d+)")]
    private static partial Regex ArraySize();
}

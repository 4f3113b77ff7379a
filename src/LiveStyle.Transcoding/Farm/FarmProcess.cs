using System.Diagnostics;
using System.Text.Json;

namespace LiveStyle.Transcoding.Farm;

/// <summary>One run of this program as a process of its own, followed by the events that it writes.</summary>
/// <remarks>Thread-safety: none, except <see cref="Frames"/>.</remarks>
sealed class FarmProcess : IDisposable
{
    /// <summary>How long a person's Ctrl+C, which the terminal sends to every process, has to do its work before it is sent once more: a second one ends a process at once.</summary>
    static readonly TimeSpan TerminalGrace = TimeSpan.FromSeconds(3);

    /// <summary>How long a process has to end in order.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    readonly Process process;
    readonly Task<string> errors;
    readonly Task events;
    readonly Action<string>? note;
    readonly bool atTerminal;
    long frames;

    FarmProcess(Process process, Action<string>? note, bool atTerminal)
    {
        this.process = process;
        this.note = note;
        this.atTerminal = atTerminal;
        errors = ReadErrorsAsync();
        events = ReadEventsAsync();
    }

    /// <summary>That it has done so far. From any thread.</summary>
    public long Frames => Interlocked.Read(ref frames);

    /// <param name="words">The program and its arguments.</param>
    /// <param name="note">Takes sentences for people; from another thread.</param>
    /// <param name="atTerminal">Whether this process's standard input is a terminal, whose Ctrl+C reaches the new one too.</param>
    /// <exception cref="LiveStyleException">It can't be started.</exception>
    public static FarmProcess Start(IEnumerable<string> words, Action<string>? note = null, bool atTerminal = false)
    {
        string[] line = [.. words, "--progress", "json"];
        try
        {
            Process process = Process.Start(new ProcessStartInfo(line[0], line[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            return new FarmProcess(process, note, atTerminal);
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new LiveStyleException($"{line[0]} can't be started ({problem.Message}); name the program that the farm's machines run", problem) { Remedies = Remedies.ProgramPath };
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="cancellation">Ends it in order, and waits for that.</param>
    /// <returns>Null where it succeeded; else what it said last.</returns>
    public async Task<string?> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await StopAsync();
            throw;
        }

        await events;
        string said = await errors;
        return process.ExitCode == 0 ? null : said.Length > 0 ? said : $"it ended with exit code {process.ExitCode}";
    }

    public void Dispose() => process.Dispose();

    async Task StopAsync()
    {
        if ((!atTerminal || !await EndsWithinAsync(TerminalGrace)) && !process.HasExited)
        {
            ProcessSignal.AskToEnd(process);
            if (!await EndsWithinAsync(Grace))
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }
    }

    async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The last line.</summary>
    async Task<string> ReadErrorsAsync()
    {
        string last = "";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            last = line.Trim().Length > 0 ? line.Trim() : last;
        }

        return last.StartsWith("livestyle: ", StringComparison.Ordinal) ? last["livestyle: ".Length..] : last;
    }

    async Task ReadEventsAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                Take(document.RootElement);
            }
            catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // A program of another version, or not ours: only its end counts.
            }
        }
    }

    void Take(JsonElement said)
    {
        switch (said.GetProperty("event").GetString())
        {
            case "progress":
                Interlocked.Exchange(ref frames, said.GetProperty("frame").GetInt64());
                break;
            case "note":
                note?.Invoke(said.GetProperty("message").GetString() ?? "");
                break;
        }
    }
}

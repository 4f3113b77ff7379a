using System.Text.RegularExpressions;
using LiveStyle.Files;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>Keeps what ffmpeg says on its error stream and picks the line that matters. Thread-safe.</summary>
sealed partial class FfmpegLog
{
    const int Limit = 60;

    /// <summary>Causes, the plainest first; a line with one of them says more than the lines around it.</summary>
    static readonly string[] Causes =
    [
        "No space left on device", "Permission denied", "No such file or directory", "Connection refused", "Protocol not found",
        "Server returned", "Server error: ", "moov atom not found", "Unknown encoder", "Encoder not found", "Decoder not found",
        "not supported in", "only supported in", "Could not find tag", "Capture area ", "Can't find window", "Cannot open display", "Invalid data found",
    ];

    /// <summary>Lines that only say that something went wrong before, and chatter of encoder libraries.</summary>
    static readonly string[] Noise =
    [
        "Conversion failed", "Error opening", "Error initializing output stream", "Error while processing",
        "Error while decoding stream", "Could not write header", "Task finished", "Terminating thread", "Error while opening encoder",
        "Nothing was written", "Finishing stream", "Error encoding a frame", "Error submitting", "Broken pipe",
        "[info]", "[warning]", "x265 [", "Svt[", "Exiting normally", "Last message repeated", "Error muxing a packet",
    ];

    /// <summary>Full path of the program that says it; empty where nothing was started.</summary>
    public string Program { get; internal init; } = "";

    /// <summary>What it was called with, one word each, without passwords.</summary>
    public IReadOnlyList<string> Arguments { get; internal init; } = [];

    /// <summary>Texts that nobody may read, such as a stream's key, which a server may repeat.</summary>
    public IReadOnlyList<string> Keys { get; internal init; } = [];

    readonly Lock gate = new();
    readonly List<string> lines = [];

    /// <summary>Lines said so far.</summary>
    public int Count { get; private set; }

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (gate)
        {
            Count++;
            if (lines.Count == Limit)
            {
                lines.RemoveAt(Limit / 2);
            }

            lines.Add(line.Trim());
        }
    }

    /// <summary>Whether it said that a disk has no more room.</summary>
    public bool IsDiskFull => Mentions(DiskFullException.SystemText);

    /// <summary>The first and the last lines, without passwords: at most 60.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (gate)
        {
            return [.. lines.Select(Hide)];
        }
    }

    public bool Mentions(string text)
    {
        lock (gate)
        {
            return lines.Exists(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>The first line with a text; null where none has been said.</summary>
    public string? Find(string text)
    {
        lock (gate)
        {
            return lines.Find(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>The line that explains the failure, without ffmpeg's component tag and without passwords; null where it said nothing of use.</summary>
    public string? Essence()
    {
        lock (gate)
        {
            foreach (string cause in Causes)
            {
                if (lines.Find(line => line.Contains(cause, StringComparison.Ordinal)) is { } found)
                {
                    return Tidy(found);
                }
            }

            return lines.FindLast(line => !Array.Exists(Noise, noise => line.Contains(noise, StringComparison.Ordinal))) is { } last
                ? Tidy(last)
                : null;
        }
    }

    /// <summary>A line without passwords and keys.</summary>
    public string Hide(string line) => Keys.Aggregate(Secrets.Hide(line), static (text, key) => text.Replace(key, "…", StringComparison.Ordinal));

    string Tidy(string line) => Hide(Tag().Replace(line, "").TrimEnd('.', ' '));

    [GeneratedRegex(@"^(\[([^\]]* @ 0x[0-9a-fA-F]+|error|fatal|panic)\]\s*)+")]
    private static partial Regex Tag();
}

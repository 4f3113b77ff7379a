using LiveStyle.Files;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Probing;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>The pipes that a film may come from and go to: standard input and output ("-"), and named ones, a shell's process substitution too.</summary>
public static class FilmPipes
{
    const string Standard = "-";

    /// <summary>What players of a name expect in it, as far as a pipe can carry that.</summary>
    static readonly Dictionary<string, string> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mkv"] = "matroska", [".nut"] = "nut", [".ts"] = "mpegts", [".mp4"] = "mp4", [".m4v"] = "mp4",
    };

    /// <summary>Tells whether a path's bytes come or go once, in their order.</summary>
    public static bool IsPipe(string path) => path == Standard || (!MediaProbe.IsUrl(path) && !LiveSource.IsLive(path) && StreamFile.IsStream(path));

    /// <summary>How messages name where a film goes.</summary>
    internal static string NameOfOutput(string path) => path == Standard ? "standard output" : ShownPath.Of(path);

    /// <summary>Gives the container of a film that goes to a pipe.</summary>
    /// <param name="path">The path, whose extension tells where nobody does.</param>
    /// <param name="asked">The container that was asked for; null where none was.</param>
    /// <returns>The container; null for the usual one.</returns>
    /// <exception cref="MediaException">A container of that name can't be written into a pipe.</exception>
    internal static string? FormatOf(string path, string? asked) => asked is not null || path == Standard ? asked
        : Formats.TryGetValue(Path.GetExtension(path), out string? format) ? format
        : Path.GetExtension(path).ToLowerInvariant() is ".mov" or ".webm"
            ? throw new MediaException($"{ShownPath.Of(path)} is a pipe, which can't hold such a file; ask for matroska, nut, mpegts or mp4, or name a file") { Remedies = Remedies.OtherContainer, Location = path }
            : null;

    /// <summary>Opens a clip; waits until somebody writes it.</summary>
    /// <param name="path">"-" or a pipe's.</param>
    /// <param name="standard">What "-" stands for; null: nothing is piped there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="MediaException">It is empty, or can't be read in one go.</exception>
    public static async Task<InputPipe> OpenInputAsync(string path, Stream? standard, CancellationToken cancellation) => path == Standard
        ? await InputPipe.OpenAsync(standard ?? throw new MediaException("nothing is piped into standard input; pipe a clip into it, or give a file's name"), cancellation)
        : await InputPipe.OpenAsync(await OpenAsync(path, FileAccess.Read, cancellation), ShownPath.Of(path), cancellation);

    /// <summary>Opens what a film goes to; waits until somebody reads it.</summary>
    /// <param name="path">"-" or a pipe's.</param>
    /// <param name="standard">What "-" stands for; null: nobody reads there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="MediaException">It can't be written.</exception>
    internal static Task<Stream> OpenOutputAsync(string path, Stream? standard, CancellationToken cancellation) => path != Standard ? OpenAsync(path, FileAccess.Write, cancellation)
        : Task.FromResult(standard ?? throw new MediaException("standard output is read by nobody; pipe it into another command, or give a file's name"));

    static async Task<Stream> OpenAsync(string path, FileAccess access, CancellationToken cancellation)
    {
        try
        {
            // The system waits in the opening for the other side, whom Ctrl+C must not wait for.
            return await Task.Run(() => new FileStream(path, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0), cancellation).WaitAsync(cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MediaException($"{ShownPath.Of(path)} can't be opened: {problem.Message}", problem);
        }
    }
}

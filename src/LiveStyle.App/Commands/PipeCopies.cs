using System.Security.Cryptography;
using LiveStyle.Transcoding.Preflight;

namespace LiveStyle.App.Commands;

/// <summary>
/// Files in the place of pipes that give what is read more than once, such as a mask from a shell's process substitution. They are called by what is in them, so
/// that the same command, ended and given again, goes on. Disposal removes them.
/// </summary>
sealed class PipeCopies : IDisposable
{
    readonly Dictionary<string, string> copies = [];

    /// <summary>The path itself, or that of a copy of what the pipe gives; waits until it has given all.</summary>
    /// <param name="path">Of a file or a pipe; need not be there.</param>
    /// <exception cref="IOException">It can't be read, or the disk is full.</exception>
    public string PathOf(string path)
    {
        if (!FilmPipes.IsPipe(path))
        {
            return path;
        }

        if (!copies.TryGetValue(path, out string? copy))
        {
            copies[path] = copy = Copy(path);
        }

        return copy;
    }

    public void Dispose()
    {
        foreach (string copy in copies.Values)
        {
            try
            {
                File.Delete(copy);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Left to the system, in its folder for temporary files.
            }
        }
    }

    static string Copy(string path)
    {
        string aside = Path.Combine(Path.GetTempPath(), $"livestyle-{Guid.NewGuid():N}");
        using (Stream pipe = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path))
        using (FileStream file = File.Create(aside))
        {
            pipe.CopyTo(file);
        }

        string hash;
        using (FileStream file = File.OpenRead(aside))
        {
            hash = Convert.ToHexStringLower(SHA256.HashData(file));
        }

        string copy = Path.Combine(Path.GetTempPath(), $"livestyle-{hash}");
        File.Move(aside, copy, overwrite: true);
        return copy;
    }
}

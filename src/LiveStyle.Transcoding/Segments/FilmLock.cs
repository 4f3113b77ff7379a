using LiveStyle.Files;

namespace LiveStyle.Transcoding.Segments;

/// <summary>Keeps a film to one run at a time. The system lets go of it when the process ends, however it ends.</summary>
/// <remarks>
/// A file that was locked is worth nothing once its name is gone: another run makes a new one. So a lock counts only while the
/// file under the name is the very one that is held.
/// </remarks>
public sealed class FilmLock : IDisposable
{
    const string Name = "lock";

    /// <summary>How often a folder or a file may vanish while it is being taken: each time another run has just ended.</summary>
    const int MaxAttempts = 100;

    /// <summary>The length that tells our file from another of its name: .NET knows no other mark that both the name and the open file have.</summary>
    const int MaxMark = 1 << 16;

    readonly FileStream file;
    bool released;

    FilmLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock of a film's folder.</summary>
    /// <param name="folder">The folder, which is created where it is missing.</param>
    /// <param name="output">The name that messages give the film.</param>
    /// <exception cref="LiveStyleException">Another run has it, or the folder can't be written.</exception>
    public static FilmLock Take(FilmFolder folder, string output)
    {
        string path = Path.Combine(folder.Path, Name);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(folder.Path);
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (IsAt(path, file))
                {
                    return new FilmLock(file);
                }

                file.Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
                throw new LiveStyleException($"{ShownPath.Of(output)} is being made by another run; wait for it, or stop it first");
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                // Who had it has just let go, and removed it or the folder.
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new MediaException($"{ShownPath.Of(output)} can't be written: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Lets go, and removes the lock's file. A second call does nothing.</summary>
    public void Release()
    {
        if (released)
        {
            return;
        }

        released = true;
        if (OperatingSystem.IsWindows())
        {
            // There a file that is open can't be removed. Who takes it in between keeps it.
            file.Dispose();
            DeleteUnlessTaken();
            return;
        }

        // Elsewhere the name goes first: after that it could be another run's.
        try
        {
            File.Delete(file.Name);
        }
        finally
        {
            file.Dispose();
        }
    }

    /// <summary>Lets go, and removes the lock's file.</summary>
    public void Dispose()
    {
        if (!released)
        {
            released = true;
            file.Dispose();
        }
    }

    /// <summary>Whether the name still leads to the file that is held. Nobody removes it from then on.</summary>
    static bool IsAt(string path, FileStream file)
    {
        file.SetLength(Random.Shared.Next(1, MaxMark));
        var named = new FileInfo(path);
        return named.Exists && named.Length == file.Length;
    }

    void DeleteUnlessTaken()
    {
        try
        {
            File.Delete(file.Name);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            // Another run is at work.
        }
    }
}

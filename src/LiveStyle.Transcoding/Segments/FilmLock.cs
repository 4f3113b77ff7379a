using LiveStyle.Files;

namespace LiveStyle.Transcoding.Segments;

/// <summary>Keeps a film to one run at a time. The system lets go of it when the process ends, however it ends.</summary>
public sealed class FilmLock : IDisposable
{
    readonly FileStream file;
    bool released;

    FilmLock(FileStream file) => this.file = file;

    /// <param name="folder">Is created where it is missing.</param>
    /// <param name="output">How messages name the film.</param>
    /// <exception cref="LiveStyleException">Another run has it, or the folder can't be written.</exception>
    public static FilmLock Take(FilmFolder folder, string output)
    {
        string path = Path.Combine(folder.Path, "lock");
        try
        {
            Directory.CreateDirectory(folder.Path);
            return new FilmLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LiveStyleException($"{ShownPath.Of(output)} is being made by another run; wait for it, or stop it first");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException($"{ShownPath.Of(output)} can't be written: {failure.Message}", failure);
        }
    }

    /// <summary>Lets go, and removes the lock's file. A second call does nothing.</summary>
    public void Release()
    {
        if (!released)
        {
            released = true;
            File.Delete(file.Name);
            file.Dispose();
        }
    }

    public void Dispose()
    {
        if (!released)
        {
            released = true;
            file.Dispose();
        }
    }
}

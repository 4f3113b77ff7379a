using System.IO.Pipes;

namespace LiveStyle.Media.Piping;

/// <summary>One end of a connection to a process of this user, under a name that ffmpeg opens as it opens a file: a named pipe on Windows, a socket elsewhere.</summary>
/// <remarks>One process connects, once; the system turns other users' away. Disposal ends a wait, and the connection.</remarks>
sealed class PrivatePipe : IAsyncDisposable
{
    /// <summary>Bytes of a socket's name that every system takes (macOS has 104, one of them for the end).</summary>
    const int MaxNameBytes = 103;

    /// <summary>As the folder is made of characters that nobody can guess.</summary>
    const int MaxFolderBytes = MaxNameBytes - 40;

    readonly NamedPipeServerStream server;

    /// <param name="folder">The folder of the name, made by <see cref="CreateFolder()"/>; null where names need none.</param>
    /// <param name="name">The name within the folder.</param>
    /// <param name="direction">The direction; In where the other process writes.</param>
    public PrivatePipe(string? folder, string name, PipeDirection direction)
    {
        string place = folder is null ? $"livestyle-{Guid.NewGuid():N}-{name}" : Path.Combine(folder, name);
        Address = folder is null ? @"\\.\pipe\" + place : "unix:" + place;
        server = new NamedPipeServerStream(place, direction, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
    }

    /// <summary>What the other process opens; to be quoted on a command line.</summary>
    public string Address { get; }

    /// <summary>Once <see cref="AcceptAsync"/> has returned.</summary>
    public Stream Stream => server;

    /// <summary>A folder for the names that only this user may enter; null: names need none. The caller removes it.</summary>
    public static string? CreateFolder() => CreateFolder(Path.GetTempPath());

    /// <param name="temporary">The folder to make it in; a shorter one is taken where a socket's name would get too long.</param>
    internal static string? CreateFolder(string temporary)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        string parent = System.Text.Encoding.UTF8.GetByteCount(temporary) <= MaxFolderBytes ? temporary : "/tmp";
        return Directory.CreateDirectory(
            Path.Combine(parent, $"livestyle-{Guid.NewGuid().ToString("N")[..16]}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    /// <exception cref="IOException">It was disposed meanwhile, or another user's process came.</exception>
    public async Task AcceptAsync(CancellationToken cancellation)
    {
        try
        {
            await server.WaitForConnectionAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new IOException(refused.Message, refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsWindows() && server is { IsConnected: true, CanWrite: true })
        {
            // There what has not been read yet would be lost.
            try
            {
                server.WaitForPipeDrain();
            }
            catch (IOException)
            {
                // The other process has gone.
            }
        }

        await server.DisposeAsync().ConfigureAwait(false);
    }
}

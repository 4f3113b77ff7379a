using System.Buffers;
using System.Threading.Channels;

namespace LiveStyle.Media.Probing;

/// <summary>Bytes on their way from one who adds to one who takes, without a bound: some in memory, what is more in a temporary file.</summary>
/// <remarks>One task may add while another takes. Disposal, after both, deletes the file.</remarks>
sealed class ByteSpool(int memory) : IDisposable
{
    readonly Channel<Piece> pieces = Channel.CreateUnbounded<Piece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    readonly SemaphoreSlim moved = new(0, 1);
    byte[] buffer = [];
    FileStream? file;
    long end;
    long length;
    long held;
    long filed;

    /// <param name="Bytes">Rented; null: they lie in the file.</param>
    /// <param name="Offset">The place in the file.</param>
    /// <param name="Count">The number of bytes.</param>
    readonly record struct Piece(byte[]? Bytes, long Offset, int Count);

    /// <summary>Bytes that were added and not taken yet.</summary>
    public long Length => Volatile.Read(ref length);

    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Piece piece;
        if (Volatile.Read(ref held) + bytes.Length <= memory)
        {
            byte[] rented = ArrayPool<byte>.Shared.Rent(bytes.Length);
            bytes.CopyTo(rented);
            Interlocked.Add(ref held, bytes.Length);
            piece = new Piece(rented, 0, bytes.Length);
        }
        else
        {
            file ??= CreateFile();

            // When all of it has been taken the room is used again.
            end = Volatile.Read(ref filed) == 0 ? 0 : end;
            RandomAccess.Write(file.SafeFileHandle, bytes, end);
            piece = new Piece(null, end, bytes.Length);
            end += bytes.Length;
            Interlocked.Add(ref filed, bytes.Length);
        }

        Interlocked.Add(ref length, bytes.Length);
        pieces.Writer.TryWrite(piece);
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => pieces.Writer.TryComplete();

    /// <summary>Waits until something has been taken, but not for long.</summary>
    public Task WaitAsync(TimeSpan most) => moved.WaitAsync(most);

    /// <summary>Gives all of it to a stream, to the end.</summary>
    public async Task CopyToAsync(Stream target)
    {
        await foreach (Piece piece in pieces.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            byte[] bytes = piece.Bytes ?? Read(piece);
            await target.WriteAsync(bytes.AsMemory(0, piece.Count)).ConfigureAwait(false);
            if (piece.Bytes is not null)
            {
                ArrayPool<byte>.Shared.Return(bytes);
                Interlocked.Add(ref held, -piece.Count);
            }
            else
            {
                Interlocked.Add(ref filed, -piece.Count);
            }

            Interlocked.Add(ref length, -piece.Count);
            if (moved.CurrentCount == 0)
            {
                moved.Release();
            }
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        moved.Dispose();
    }

    /// <summary>Goes with the process, however that ends.</summary>
    static FileStream CreateFile()
    {
        string path = Path.Combine(Path.GetTempPath(), "livestyle-" + Guid.NewGuid().ToString("N"));
        bool isWindows = OperatingSystem.IsWindows();
        var created = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = isWindows ? FileOptions.DeleteOnClose : FileOptions.None,
        });
        if (!isWindows)
        {
            File.Delete(path);
        }

        return created;
    }

    byte[] Read(Piece piece)
    {
        buffer = buffer.Length < piece.Count ? new byte[piece.Count] : buffer;
        for (int read = 0; read < piece.Count;)
        {
            int count = RandomAccess.Read(file!.SafeFileHandle, buffer.AsSpan(read, piece.Count - read), piece.Offset + read);
            read += count > 0 ? count : throw new EndOfStreamException("the spool file was cut short");
        }

        return buffer;
    }
}

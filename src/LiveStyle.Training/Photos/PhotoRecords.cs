using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using LiveStyle.Frames;

namespace LiveStyle.Training.Photos;

/// <summary>
/// Photographs decoded once and packed into one file: RGB8 rows, read through a memory map, so that a random crop
/// costs only its own bytes. Layout, little-endian: "LSPHOTO1", int32 count, int32 zero, then for each
/// photograph int64 offset, int32 width, int32 height; then the pixels. Thread-safe for reading.
/// </summary>
sealed unsafe class PhotoRecords : IDisposable
{
    public const int HeaderLength = 16;
    public const int EntryLength = 16;

    const int LargestSide = 1 << 20;

    readonly MemoryMappedFile map;
    readonly MemoryMappedViewAccessor view;
    readonly byte* start;
    readonly (long Offset, FrameSize Size)[] entries;

    PhotoRecords(string path)
    {
        long length = new FileInfo(path).Length;
        map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        try
        {
            view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            entries = ReadEntries(path, length);
        }
        catch
        {
            // Whoever is told to delete the file can do so at once, on Windows too.
            Dispose();
            throw;
        }
    }

    (long Offset, FrameSize Size)[] ReadEntries(string path, long length)
    {
        var header = new ReadOnlySpan<byte>(start, HeaderLength);
        int count = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (!header[..8].SequenceEqual(Magic) || count < 1 || HeaderLength + (long)count * EntryLength > length)
        {
            throw new MediaException($"{path}: not a packed record file, or cut short; delete it, and it is packed anew");
        }

        var found = new (long Offset, FrameSize Size)[count];
        for (int i = 0; i < count; i++)
        {
            var entry = new ReadOnlySpan<byte>(start + HeaderLength + i * EntryLength, EntryLength);
            long offset = BinaryPrimitives.ReadInt64LittleEndian(entry);
            var size = new FrameSize(BinaryPrimitives.ReadInt32LittleEndian(entry[8..]), BinaryPrimitives.ReadInt32LittleEndian(entry[12..]));
            if (size.Width is < 1 or > LargestSide || size.Height is < 1 or > LargestSide || offset < 0 || offset > length - size.Pixels * 3)
            {
                throw new MediaException($"{path}: photograph {i} does not fit the file, which was cut short; delete it, and it is packed anew");
            }

            found[i] = (offset, size);
        }

        return found;
    }

    public static ReadOnlySpan<byte> Magic => "LSPHOTO1"u8;

    public int Count => entries.Length;

    /// <summary>The largest square that every photograph holds.</summary>
    public int SmallestSide => entries.Min(entry => Math.Min(entry.Size.Width, entry.Size.Height));

    /// <exception cref="MediaException">The file is damaged.</exception>
    public static PhotoRecords Open(string path)
    {
        if (new FileInfo(path).Length < HeaderLength)
        {
            throw new MediaException($"{path}: not a packed record file, or cut short; delete it, and it is packed anew");
        }

        return new PhotoRecords(path);
    }

    public FrameSize SizeOf(int photo) => entries[photo].Size;

    /// <summary>Reads a square crop as planes of float32 in [0,1], [3,side,side], optionally mirrored left to right.</summary>
    public void ReadCrop(int photo, int left, int top, int side, bool mirrored, Span<float> planes)
    {
        (long offset, FrameSize size) = entries[photo];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, Math.Min(size.Width, size.Height));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)left, (uint)(size.Width - side));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)top, (uint)(size.Height - side));
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, 3 * side * side);
        int plane = side * side;
        for (int y = 0; y < side; y++)
        {
            byte* row = start + offset + ((long)(top + y) * size.Width + left) * 3;
            for (int x = 0; x < side; x++)
            {
                byte* pixel = row + 3 * (mirrored ? side - 1 - x : x);
                int target = y * side + x;
                planes[target] = pixel[0] * (1f / 255);
                planes[target + plane] = pixel[1] * (1f / 255);
                planes[target + 2 * plane] = pixel[2] * (1f / 255);
            }
        }
    }

    /// <summary>A copy of a whole photograph; the caller owns it.</summary>
    public HostFrame ReadFrame(int photo)
    {
        (long offset, FrameSize size) = entries[photo];
        HostFrame frame = HostFrame.Allocate(size);
        new ReadOnlySpan<byte>(start + offset, (int)frame.ByteLength).CopyTo(frame.Pixels);
        return frame;
    }

    public void Dispose()
    {
        if (start is not null)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        view?.Dispose();
        map.Dispose();
    }
}

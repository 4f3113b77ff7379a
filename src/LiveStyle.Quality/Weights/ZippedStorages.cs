using System.IO.Compression;
using System.Text;

namespace LiveStyle.Quality.Weights;

/// <summary>
/// torch.save's format since PyTorch 1.6: a zip archive, not compressed, with the folder NAME/, in it data.pkl and a file data/KEY
/// for each storage.
/// </summary>
sealed class ZippedStorages : ITorchStorages
{
    const string Pickle = "/data.pkl";

    readonly FileStream file;
    readonly ZipArchive archive;
    readonly string folder;

    /// <param name="file">Becomes this object's.</param>
    /// <param name="path">The name that errors give it.</param>
    /// <exception cref="InvalidDataException">It is no such archive, or damaged.</exception>
    public ZippedStorages(FileStream file, string path)
    {
        this.file = file;
        archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.IndexOf('/') == entry.FullName.Length - Pickle.Length && entry.FullName.EndsWith(Pickle, StringComparison.Ordinal))
            ?? throw new InvalidDataException("The archive has no data.pkl.");
        folder = pickle.FullName[..^Pickle.Length];
        CheckByteOrder();
        using var stream = new BufferedStream(pickle.Open());
        Saved = PickleReader.Read(stream, path).Value;
    }

    public object? Saved { get; }

    public long LengthOf(TorchStorage storage) => Find(storage).Length;

    public void Read(TorchStorage storage, long first, Span<byte> target)
    {
        using Stream stream = Find(storage).Open();
        var before = new byte[Math.Min(first, 1 << 16)];
        for (long skipped = 0; skipped < first;)
        {
            int some = (int)Math.Min(before.Length, first - skipped);
            stream.ReadExactly(before, 0, some);
            skipped += some;
        }

        stream.ReadExactly(target);
    }

    public void Dispose()
    {
        archive.Dispose();
        file.Dispose();
    }

    ZipArchiveEntry Find(TorchStorage storage)
    {
        ZipArchiveEntry? entry = archive.GetEntry($"{folder}/data/{storage.Key}");

        // Stored values take their room in the file; a length beyond the file's own is a lie that would cost memory.
        return entry is not null && entry.Length <= file.Length ? entry : throw new InvalidDataException($"The archive has no storage {storage.Key}.");
    }

    /// <summary>Told since PyTorch 2.1; before, files were written on little-endian machines but for a handful.</summary>
    void CheckByteOrder()
    {
        if (archive.GetEntry($"{folder}/byteorder") is { Length: < 16 } entry)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
            if (reader.ReadToEnd() != "little")
            {
                throw new InvalidDataException("The values are big-endian.");
            }
        }
    }
}

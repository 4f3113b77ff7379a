using System.Buffers.Binary;
using System.Numerics;

namespace LiveStyle.Quality.Weights;

/// <summary>
/// torch.save's format before PyTorch 1.6, which torchvision's older files have: five pickles (a magic number, a version, the
/// machine, the object, the keys of its storages), then each storage in the order of the keys, its number of values before it.
/// </summary>
sealed class PlainStorages : ITorchStorages
{
    const long Version = 1001;

    static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    readonly FileStream file;
    readonly Dictionary<string, (long Begin, long Count)> places = [];

    /// <param name="file">Becomes this object's.</param>
    /// <param name="path">The name that errors give it.</param>
    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public PlainStorages(FileStream file, string path)
    {
        this.file = file;
        if (!Magic.Equals(PickleReader.Read(file, path).Value) || PickleReader.Read(file, path).Value is not Version
            || PickleReader.Read(file, path).Value is not Dictionary<string, object?> machine || machine.GetValueOrDefault("little_endian") is not true)
        {
            throw new InvalidDataException("It does not begin as torch.save begins.");
        }

        (Saved, IReadOnlyList<TorchStorage> storages) = PickleReader.Read(file, path);
        if (PickleReader.Read(file, path).Value is not List<object?> keys)
        {
            throw new InvalidDataException("It has no list of storages.");
        }

        Dictionary<string, int> widths = storages.DistinctBy(storage => storage.Key).ToDictionary(storage => storage.Key, storage => storage.Width);
        foreach (string key in keys.OfType<string>())
        {
            Pass(key, widths);
        }
    }

    public object? Saved { get; }

    public long LengthOf(TorchStorage storage) => Find(storage).Count;

    public void Read(TorchStorage storage, long first, Span<byte> target)
    {
        (long begin, long count) = Find(storage);
        if (first + target.Length > count)
        {
            throw new InvalidDataException("A storage is shorter than its tensors.");
        }

        file.Position = begin + first;
        file.ReadExactly(target);
    }

    public void Dispose() => file.Dispose();

    (long Begin, long Count) Find(TorchStorage storage) =>
        places.TryGetValue(storage.Key, out (long, long) place) ? place : throw new InvalidDataException($"The file has no storage {storage.Key}.");

    /// <summary>Notes where the storage lies that begins here, and goes on behind it: nothing is read that nobody asks for.</summary>
    void Pass(string key, Dictionary<string, int> widths)
    {
        var bytes = new byte[sizeof(long)];
        file.ReadExactly(bytes);
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (!widths.TryGetValue(key, out int width) || count < 0)
        {
            throw new InvalidDataException($"Storage {key} is of nothing.");
        }

        if (count > (file.Length - file.Position) / width)
        {
            throw new EndOfStreamException("The last storages are missing.");
        }

        if (!places.TryAdd(key, (file.Position, count * width)))
        {
            throw new InvalidDataException($"Storage {key} is there twice.");
        }

        file.Position += count * width;
    }
}

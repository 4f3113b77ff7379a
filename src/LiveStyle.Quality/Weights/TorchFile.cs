namespace LiveStyle.Quality.Weights;

/// <summary>
/// A file that PyTorch's torch.save wrote of a network's state_dict(), in either of its formats: named arrays, each read when it is
/// asked for. It is data here and nothing else: no code that a file brings is run, see <see cref="PickleReader"/>.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
sealed class TorchFile : IDisposable
{
    static readonly string[] Extensions = [".pth", ".pt"];

    readonly string path;
    readonly ITorchStorages storages;
    readonly Dictionary<string, TorchTensor> tensors;

    TorchFile(string path, ITorchStorages storages)
    {
        this.path = path;
        this.storages = storages;
        tensors = (storages.Saved as Dictionary<string, object?> ?? [])
            .Where(pair => pair.Value is TorchTensor)
            .ToDictionary(pair => pair.Key, pair => (TorchTensor)pair.Value!);
        Shapes = tensors.ToDictionary(pair => pair.Key, pair => pair.Value.Shape);
    }

    /// <summary>The extents of each array, outermost first, by its name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes { get; }

    /// <summary>Whether a file is one of PyTorch's, by its name or its first bytes.</summary>
    public static bool IsOne(string path)
    {
        if (Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            return true;
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return (file.ReadByte(), file.ReadByte()) is ('P', 'K') or (0x80, 2);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Opens a file and reads what it tells of its arrays, not the arrays.</summary>
    /// <exception cref="ModelException">It is missing, cut short, no file of PyTorch's, or names what weights have no need of.</exception>
    public static TorchFile Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = File.OpenRead(path);
            bool isZip = (file.ReadByte(), file.ReadByte()) is ('P', 'K');
            file.Position = 0;
            return new TorchFile(path, isZip ? new ZippedStorages(file, path) : new PlainStorages(file, path));
        }
        catch (Exception problem)
        {
            file?.Dispose();
            Explain(problem, path);
            throw;
        }
    }

    /// <summary>Reads an array's values, row-major, as float32 whatever the file stores.</summary>
    /// <exception cref="ModelException">They are cut short, whole numbers, or not stored row-major.</exception>
    public float[] Read(string name)
    {
        TorchTensor tensor = tensors[name];
        if (!tensor.IsContiguous)
        {
            throw new ModelException($"{path}: {name} is not stored row by row; save it after .contiguous(), or {VggWeights.Cure}") { Location = path };
        }

        try
        {
            (long first, long length) = (tensor.Storage.Width * checked(tensor.Storage.First + tensor.First), tensor.Storage.Width * tensor.Count);

            // Before memory is taken for it: a shape is only a claim.
            var bytes = first + length <= storages.LengthOf(tensor.Storage) ? new byte[length] : throw new EndOfStreamException();
            storages.Read(tensor.Storage, first, bytes);
            return tensor.Storage.Widen(bytes)
                ?? throw new ModelException($"{path}: {name} is stored as {tensor.Storage.Type}, which holds no weights; {VggWeights.Cure}") { Location = path };
        }
        catch (Exception problem) when (problem is not LiveStyleException)
        {
            Explain(problem, path);
            throw;
        }
    }

    public void Dispose() => storages.Dispose();

    /// <summary>Throws what a user can do something with, where that is known.</summary>
    static void Explain(Exception problem, string path)
    {
        string? line = problem switch
        {
            EndOfStreamException => $"{path}: is cut short; fetch it again: {VggWeights.Address}",
            InvalidDataException or OverflowException => $"{path}: is cut short or damaged, or no file that PyTorch saves; fetch it again, or {VggWeights.Cure}",
            IOException or UnauthorizedAccessException => $"{path}: can't be read ({problem.Message.TrimEnd('.')}); {VggWeights.Cure}",
            _ => null,
        };
        if (line is not null)
        {
            throw new ModelException(line, problem) { Location = path };
        }
    }
}

namespace LiveStyle.Quality.Weights;

/// <summary>The values of a file of torch.save, in either of its formats.</summary>
interface ITorchStorages : IDisposable
{
    /// <summary>The pickled object that was saved.</summary>
    object? Saved { get; }

    /// <summary>Reads a part of a storage.</summary>
    /// <param name="storage">Which one.</param>
    /// <param name="first">The byte to begin with, counted from the first that is stored.</param>
    /// <param name="target">What to fill.</param>
    /// <exception cref="InvalidDataException">The file has no such storage, or it is shorter.</exception>
    void Read(TorchStorage storage, long first, Span<byte> target);

    /// <summary>Bytes of a storage that the file holds.</summary>
    /// <exception cref="InvalidDataException">The file has no such storage.</exception>
    long LengthOf(TorchStorage storage);
}

namespace LiveStyle.Quality.Weights;

/// <summary>An array in a file of torch.save: which of a storage's values, in what shape.</summary>
/// <param name="Storage">Where its values lie.</param>
/// <param name="First">The first of them within the storage.</param>
/// <param name="Shape">Extents, outermost first; a scalar has none.</param>
/// <param name="IsContiguous">Whether they lie row-major, without gaps.</param>
sealed record TorchTensor(TorchStorage Storage, long First, IReadOnlyList<long> Shape, bool IsContiguous)
{
    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, extent) => checked(product * extent));

    /// <param name="storage">Where its values lie.</param>
    /// <param name="first">The first of them within the storage.</param>
    /// <param name="shape">Extents, outermost first.</param>
    /// <param name="strides">By how many values each index steps.</param>
    /// <exception cref="InvalidDataException">It does not lie within the storage.</exception>
    public static TorchTensor Create(TorchStorage storage, long first, long[] shape, long[] strides)
    {
        long step = 1;
        bool isContiguous = shape.Length == strides.Length;
        for (int i = shape.Length - 1; i >= 0 && isContiguous; i--)
        {
            isContiguous = shape[i] == 1 || strides[i] == step;
            step = checked(step * shape[i]);
        }

        var tensor = new TorchTensor(storage, first, shape, isContiguous);
        return first >= 0 && shape.All(extent => extent >= 0) && tensor.Count <= storage.Count - first
            ? tensor
            : throw new InvalidDataException("A tensor lies outside its storage.");
    }
}

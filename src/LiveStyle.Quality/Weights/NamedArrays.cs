namespace LiveStyle.Quality.Weights;

/// <summary>The arrays of a file of weights, checked as they are read.</summary>
/// <param name="path">The name that errors give the file.</param>
/// <param name="shapes">The extents of each, outermost first.</param>
/// <param name="read">Reads the values of one, row-major.</param>
sealed class NamedArrays(string path, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, Func<string, float[]> read)
{
    public IEnumerable<string> Names => shapes.Keys;

    public bool Contains(string name) => shapes.ContainsKey(name);

    /// <summary>Reads the kernel [outputs,inputs,side,side] and the bias [outputs] of a convolution.</summary>
    /// <param name="array">Their name but for its end, such as "features.0".</param>
    /// <param name="name">Of the activation.</param>
    /// <param name="inputs">The maps that it must see.</param>
    /// <param name="outputs">The maps that it must make; null where any number will do.</param>
    /// <param name="side">Of the kernel.</param>
    /// <param name="isPooled">Whether its activation is halved.</param>
    /// <exception cref="ModelException">They are of another shape, or hold what is no number.</exception>
    public VggLayer Layer(string array, string name, int inputs, int? outputs, int side, bool isPooled)
    {
        string kernel = array + ".weight";
        if (shapes[kernel] is not [var maps, var seen, var height, var width] || maps is < 1 or > int.MaxValue
            || maps != (outputs ?? maps) || seen != inputs || height != side || width != side)
        {
            throw Refused(kernel, $"[{outputs?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "out"},{inputs},{side},{side}]");
        }

        string bias = array + ".bias";
        if (!Contains(bias))
        {
            throw new ModelException($"{path}: has no array named {bias}; {VggWeights.Cure}") { Location = path };
        }

        return shapes[bias] is [var sums] && sums == maps
            ? new VggLayer(name, inputs, (int)maps, Read(kernel), Read(bias), isPooled)
            : throw Refused(bias, $"[{maps}]");
    }

    float[] Read(string name)
    {
        float[] values = read(name);
        return values.All(float.IsFinite)
            ? values
            : throw new ModelException($"{path}: {name} holds values that are no numbers; fetch the weights again") { Location = path };
    }

    ModelException Refused(string name, string shape) =>
        new($"{path}: {name} is [{string.Join(',', shapes[name])}], not {shape}, so it is not VGG-19; {VggWeights.Cure}") { Location = path };
}

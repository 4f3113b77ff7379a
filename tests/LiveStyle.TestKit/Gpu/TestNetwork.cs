using LiveStyle.Bundles;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.TestKit.Gpu;

/// <summary>An architecture, its kernels and a style.</summary>
sealed class TestNetwork
{
    /// <summary>A bundle's own.</summary>
    public TestNetwork(ModelBundle bundle, int style)
    {
        NetworkArchitecture described = bundle.Description.Architecture;
        Architecture = TransformArchitecture.Create(described.Family, described.Width, described.ResidualBlocks);
        Options = new GpuNetworkOptions();
        Kernels = OnnxInitializers.Read(bundle.Network).ToDictionary(array => array.Key.Replace(".kernel", ""), array => array.Value);
        Embedding = bundle.Styles.Row(style).ToArray();
    }

    /// <summary>Random ones: the same every time.</summary>
    public TestNetwork(TransformArchitecture architecture, GpuNetworkOptions options)
    {
        Architecture = architecture;
        Options = options;
        var random = new Random(1);
        double Uniform() => 2 * random.NextDouble() - 1;
        foreach (ConvolutionLayer layer in architecture.Layers)
        {
            // As large as keeps the maps' variance near one; exact in float16, so that only the maps are rounded.
            double scale = Math.Sqrt(3.0 / (layer.Inputs * layer.Side * layer.Side));
            Kernels.Add(layer.Name, [.. Enumerable.Range(0, layer.Outputs * layer.Inputs * layer.Side * layer.Side).Select(_ => (float)(Half)(scale * Uniform()))]);
        }

        Embedding = [.. architecture.Layers.SelectMany(layer =>
            Enumerable.Range(0, 2 * layer.Channels).Select(i => (float)(i < layer.Channels ? 1 + 0.5 * Uniform() : Uniform()))), 0.25f];
    }

    public TransformArchitecture Architecture { get; }

    public GpuNetworkOptions Options { get; }

    public Dictionary<string, float[]> Kernels { get; } = [];

    /// <summary>γ and β of each layer, then the frame's share.</summary>
    public float[] Embedding { get; }

    public GpuNetwork Create(GpuDevice device) => new(device, Architecture, Kernels, hasPassThrough: true, Options);

    public ReferenceOperations Reference() => new(Kernels, Embedding);
}

using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Benchmarks;

/// <summary>ONNX Runtime alone on the bundle's network with its default settings: the reference for everything around it.</summary>
sealed class BareNetwork : IDisposable
{
    readonly InferenceSession session;
    readonly RunOptions run = new();
    readonly List<OrtIoBinding> bindings = [];

    /// <param name="sources">Stay the caller's, and where they are.</param>
    public BareNetwork(ModelBundle bundle, IReadOnlyList<HostFrame> sources, HostFrame target, float[] embedding)
    {
        session = new InferenceSession(Path.Combine(bundle.Directory, ModelDescription.NetworkFile));
        long[] shape = [1, target.Size.Height, target.Size.Width, 3];
        using OrtValue row = OrtValue.CreateTensorValueFromMemory(embedding, [1, embedding.Length]);
        using OrtValue output = Wrap(target, shape);
        foreach (HostFrame source in sources)
        {
            using OrtValue input = Wrap(source, shape);
            OrtIoBinding binding = session.CreateIoBinding();
            binding.BindInput("frame", input);
            binding.BindInput("embedding", row);
            binding.BindOutput("stylized", output);
            bindings.Add(binding);
        }
    }

    public void Run(int source) => session.RunWithBinding(run, bindings[source]);

    public void Dispose()
    {
        bindings.ForEach(binding => binding.Dispose());
        run.Dispose();
        session.Dispose();
    }

    static OrtValue Wrap(HostFrame frame, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8, shape, frame.Address, frame.ByteLength);
}

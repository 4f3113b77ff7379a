using LiveStyle.Frames;
using LiveStyle.Stylization;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Benchmarks;

/// <summary>ONNX Runtime alone on the bundle's network with its default settings: the reference for everything around it.</summary>
sealed class BareNetwork : IDisposable
{
    readonly InferenceSession session;
    readonly RunOptions run = new();
    readonly OrtIoBinding binding;

    public BareNetwork(ModelBundle bundle, HostFrame source, HostFrame target, float[] embedding)
    {
        session = new InferenceSession(Path.Combine(bundle.Directory, ModelBundle.NetworkFile));
        binding = session.CreateIoBinding();
        long[] shape = [1, source.Size.Height, source.Size.Width, 3];
        using OrtValue row = OrtValue.CreateTensorValueFromMemory(embedding, [1, embedding.Length]);
        using OrtValue input = Wrap(source, shape), output = Wrap(target, shape);
        binding.BindInput("frame", input);
        binding.BindInput("embedding", row);
        binding.BindOutput("stylized", output);
    }

    public void Run() => session.RunWithBinding(run, binding);

    public void Dispose()
    {
        binding.Dispose();
        run.Dispose();
        session.Dispose();
    }

    static OrtValue Wrap(HostFrame frame, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8, shape, frame.Address, frame.ByteLength);
}

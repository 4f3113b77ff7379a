using LiveStyle.Frames;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveStyle.Stylization.Onnx;

/// <summary>Buffers of a device for frames of one size, bound to a network once.</summary>
sealed class SizedBinding : IDisposable
{
    readonly OrtIoBinding binding;

    /// <param name="session">The session whose network is run.</param>
    /// <param name="allocator">The device's allocator.</param>
    /// <param name="size">The frames'.</param>
    /// <param name="embedding">On the device; stays the caller's and outlives this.</param>
    public SizedBinding(InferenceSession session, OrtAllocator allocator, FrameSize size, OrtValue embedding)
    {
        long[] shape = [1, size.Height, size.Width, 3];
        Frame = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.UInt8, shape);
        Stylized = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.UInt8, shape);
        binding = session.CreateIoBinding();
        binding.BindInput(OnnxSession.Frame, Frame);
        binding.BindInput(OnnxSession.Embedding, embedding);
        binding.BindOutput(OnnxSession.Stylized, Stylized);
    }

    /// <summary>uint8, [1, height, width, 3], on the device: what the next run reads.</summary>
    public OrtValue Frame { get; }

    /// <summary>Like <see cref="Frame"/>: what the last run wrote.</summary>
    public OrtValue Stylized { get; }

    /// <summary>Options of runs that start a graph recorded over these buffers; null: there is none.</summary>
    public RunOptions? Graph { get; set; }

    /// <summary>Runs the network and waits for the device.</summary>
    /// <exception cref="OnnxRuntimeException">The network failed, or was terminated.</exception>
    public void Run(InferenceSession session, RunOptions options)
    {
        session.RunWithBinding(options, binding);
        binding.SynchronizeBoundOutputs();
    }

    public void Dispose()
    {
        binding.Dispose();
        Frame.Dispose();
        Stylized.Dispose();
    }
}

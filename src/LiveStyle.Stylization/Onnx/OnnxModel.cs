using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>A graph of numbers, such as a measuring network, in ONNX Runtime on the processor.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OnnxModel : IDisposable
{
    readonly InferenceSession session;

    OnnxModel(InferenceSession session) => this.session = session;

    /// <summary>Opens a serialized ONNX model on all cores.</summary>
    /// <param name="model">The protobuf.</param>
    /// <param name="source">Names in errors where its weights come from.</param>
    /// <exception cref="ModelException">ONNX Runtime can't run it.</exception>
    public static OnnxModel Load(byte[] model, string source)
    {
        _ = OnnxSession.Runtime;
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = Environment.ProcessorCount,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new OnnxModel(new InferenceSession(model, settings));
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException($"{source}: ONNX Runtime can't run these weights ({OnnxFailure.Reason(problem)}); fetch them again", problem);
        }
    }

    /// <summary>Runs the model once. Thread-safe.</summary>
    /// <param name="input">The name of its input.</param>
    /// <param name="values">The input's float32 values, as many as the shape says; they stay the caller's.</param>
    /// <param name="shape">The extents of the input.</param>
    /// <param name="outputs">The names of the outputs that are wanted.</param>
    /// <returns>The wanted outputs' values, in that order.</returns>
    public float[][] Run(string input, float[] values, long[] shape, IReadOnlyList<string> outputs)
    {
        using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, [input], [tensor], outputs);
        return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => session.Dispose();
}

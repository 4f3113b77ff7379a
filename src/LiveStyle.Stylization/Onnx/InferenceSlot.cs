using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>What each run of several at once needs for itself: an embedding, bindings to frames, a switch that ends it.</summary>
/// <remarks>The session is shared, and outlives its slots. Thread-safety: one run at a time.</remarks>
sealed unsafe class InferenceSlot : IDisposable
{
    const nuint Alignment = 64;

    readonly Action<object?> terminate;
    readonly IFrameBindings bindings;
    readonly string bundle, cure;
    readonly int embeddingLength;
    readonly float* embedding;

    /// <param name="bundle">The bundle whose network is run.</param>
    /// <param name="session">Stays the caller's.</param>
    public InferenceSlot(ModelBundle bundle, OnnxSession session)
    {
        this.bundle = bundle.Description.Name;
        cure = session.Cure;
        Weights = new float[bundle.Styles.Names.Count];
        embeddingLength = bundle.Styles.EmbeddingLength;
        embedding = (float*)NativeMemory.AlignedAlloc((nuint)embeddingLength * sizeof(float), Alignment);
        try
        {
            bindings = session.Bind((nint)embedding, embeddingLength);
        }
        catch
        {
            NativeMemory.AlignedFree(embedding);
            throw;
        }

        terminate = _ => bindings.IsTerminated = true;
    }

    /// <summary>Room for one weight a style.</summary>
    public float[] Weights { get; }

    /// <summary>E values, which the next run takes.</summary>
    public Span<float> Embedding => new(embedding, embeddingLength);

    /// <summary>Pixels of the largest frame so far, whose memory ONNX Runtime keeps.</summary>
    public long LargestPixels { get; private set; }

    /// <summary>Stylizes one frame on the calling thread and ONNX Runtime's own.</summary>
    /// <exception cref="ModelException">The network failed.</exception>
    public void Run(HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        CancellationTokenRegistration registration = cancellation.UnsafeRegister(terminate, null);
        try
        {
            bindings.Run(source, target);
            LargestPixels = Math.Max(LargestPixels, source.Size.Pixels);
        }
        catch (OnnxRuntimeException problem)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new ModelException(
                $"the network of {bundle} failed on a {source.Size} frame ({OnnxFailure.Reason(problem)}); {cure}", problem);
        }
        finally
        {
            registration.Dispose();
            if (cancellation.IsCancellationRequested)
            {
                bindings.IsTerminated = false;
            }
        }
    }

    public void Dispose()
    {
        bindings.Dispose();
        NativeMemory.AlignedFree(embedding);
    }
}

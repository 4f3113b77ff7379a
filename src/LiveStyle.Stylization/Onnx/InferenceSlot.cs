using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>What each run of several at once needs for itself: a mixer, bindings to frames, a switch that ends it.</summary>
/// <remarks>The session is shared, and outlives its slots. Thread-safety: one run at a time.</remarks>
sealed class InferenceSlot : IDisposable
{
    readonly Action<object?> terminate;
    readonly IFrameBindings bindings;
    readonly string bundle, cure;
    HostFrame? packed;
    HostFrame? made;

    /// <param name="bundle">The bundle whose network is run.</param>
    /// <param name="session">Stays the caller's.</param>
    public InferenceSlot(ModelBundle bundle, OnnxSession session)
    {
        this.bundle = bundle.Description.Name;
        cure = session.Cure;
        Mixer = new EmbeddingMixer(bundle);
        bindings = session.Bind(Mixer.Address, bundle.Styles.EmbeddingLength);
        terminate = _ => bindings.IsTerminated = true;
    }

    /// <summary>Holds the embedding that the next run takes.</summary>
    public EmbeddingMixer Mixer { get; }

    /// <summary>Pixels of the largest frame so far, whose memory ONNX Runtime keeps.</summary>
    public long LargestPixels { get; private set; }

    /// <summary>Stylizes one frame on the calling thread and ONNX Runtime's own.</summary>
    /// <exception cref="ModelException">The network failed.</exception>
    public void Run(HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        CancellationTokenRegistration registration = cancellation.UnsafeRegister(terminate, null);
        try
        {
            if (NeedsPacking(source))
            {
                packed = Fit(packed, source.Size);
                made = Fit(made, source.Size);
                FramePacking.Pack(source, packed.Pixels);
                bindings.Run(packed, made);
                FramePacking.Unpack(made.Pixels, target, source);
            }
            else if (NeedsPacking(target))
            {
                made = Fit(made, source.Size);
                bindings.Run(source, made);
                FramePacking.Unpack(made.Pixels, target, source);
            }
            else
            {
                bindings.Run(source, target);
            }

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
        packed?.Dispose();
        made?.Dispose();
    }

    /// <summary>The network takes tight RGB: what has a fourth byte a pixel, or gaps between rows, is copied.</summary>
    static bool NeedsPacking(HostFrame frame) => frame.Format.HasAlphaSamples || (frame.Format.IsPacked && !frame.IsContiguous);

    static HostFrame Fit(HostFrame? before, FrameSize size)
    {
        if (before?.Size == size)
        {
            return before;
        }

        before?.Dispose();
        return HostFrame.Allocate(size);
    }
}

using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Cpu;

/// <summary>What each frame of several at once needs for itself: a mixer, and the network's memory and threads for the size that came last.</summary>
/// <remarks>The network is shared, and outlives its slots. Thread-safety: one run at a time.</remarks>
sealed class CpuSlot(ModelBundle bundle, CpuNetwork network, int threads) : IDisposable
{
    CpuPass? pass;
    HostFrame? packed, made;

    /// <summary>Holds the embedding that the next run takes.</summary>
    public EmbeddingMixer Mixer { get; } = new(bundle);

    /// <summary>The size of frames that there is memory for; null before the first.</summary>
    public FrameSize? Size => pass?.Size;

    /// <summary>Bytes of memory that the slot takes.</summary>
    public long ByteLength => pass?.ByteLength ?? 0;

    /// <summary>Stylizes one frame on the calling thread and the slot's own.</summary>
    /// <exception cref="ModelException">There is no memory for frames of that size.</exception>
    public void Run(HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        Fit(source.Size);
        if (source.Format.IsPacked)
        {
            pass!.Run(Mixer.Embedding, source, target, cancellation);
            return;
        }

        packed ??= HostFrame.Allocate(source.Size);
        made ??= HostFrame.Allocate(source.Size);
        if (source.Format.HasAlphaSamples)
        {
            FramePacking.Pack(source, packed.Pixels);
            pass!.Run(Mixer.Embedding, packed, made, cancellation);
            FramePacking.Unpack(made.Pixels, target, source);
        }
        else
        {
            PlaneConversion.ToRgb(source, packed);
            pass!.Run(Mixer.Embedding, packed, made, cancellation);

            // They go along with the samples, and the target's are its own.
            (made.Timestamp, made.DurationTicks) = (target.Timestamp, target.DurationTicks);
            PlaneConversion.FromRgb(made, target);
        }
    }

    public void Dispose() => Free();

    void Fit(FrameSize size)
    {
        if (pass?.Size != size)
        {
            Free();
            pass = network.Prepare(size, threads);
        }
    }

    void Free()
    {
        pass?.Dispose();
        packed?.Dispose();
        made?.Dispose();
        (pass, packed, made) = (null, null, null);
    }
}

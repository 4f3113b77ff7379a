using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Strokes;

/// <summary>What one frame under way needs for itself, made at the first frame of a size and kept.</summary>
/// <remarks>Thread-safety: one frame at a time.</remarks>
sealed class StrokeSlot(ModelBundle bundle) : IDisposable
{
    StrokeScale? scale;
    PlanarScale? planar;
    HostFrame? packed, made;

    /// <summary>Holds the embedding that the next run takes.</summary>
    public EmbeddingMixer Mixer { get; } = new(bundle);

    /// <summary>Runs the network at another size than the frame's.</summary>
    /// <param name="inner">Runs the network.</param>
    /// <param name="source">Of any format that is a picture or has alpha samples.</param>
    /// <param name="target">Of the same size and format.</param>
    /// <param name="network">The size at which the network runs.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public void Run(IStylizer inner, HostFrame source, HostFrame target, FrameSize network, CancellationToken cancellation)
    {
        if (network == source.Size)
        {
            inner.Stylize(source, target, Mixer.Embedding, cancellation);
            return;
        }

        if (PlaneConversion.IsFast(source.Format))
        {
            if (planar?.Size != source.Size || planar.Format != source.Format || planar.Network != network)
            {
                planar?.Dispose();
                planar = null;
                planar = new PlanarScale(source.Size, source.Format, network);
            }

            planar.Run(inner, source, target, Mixer.Embedding, cancellation);
            return;
        }

        if (scale?.Size != source.Size || scale.Network != network)
        {
            scale?.Dispose();
            scale = null;
            scale = new StrokeScale(source.Size, network);
        }

        if (source.Format.IsPacked)
        {
            scale.Run(inner, source, target, Mixer.Embedding, cancellation);
            return;
        }

        packed = Fit(packed, source.Size);
        made = Fit(made, source.Size);
        if (source.Format.HasAlphaSamples)
        {
            FramePacking.Pack(source, packed.Pixels);
            scale.Run(inner, packed, made, Mixer.Embedding, cancellation);
            FramePacking.Unpack(made.Pixels, target, source);
        }
        else
        {
            PlaneConversion.ToRgb(source, packed);
            scale.Run(inner, packed, made, Mixer.Embedding, cancellation);

            // They go along with the samples, and the target's are its own.
            (made.Timestamp, made.DurationTicks) = (target.Timestamp, target.DurationTicks);
            PlaneConversion.FromRgb(made, target);
        }
    }

    public void Dispose()
    {
        scale?.Dispose();
        planar?.Dispose();
        packed?.Dispose();
        made?.Dispose();
    }

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

using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// Restyles frames with the network at a size that each frame's caller chooses, such as a <see cref="ResolutionGovernor"/>: the answer comes
/// back to the frame's own size guided by the frame, so that edges stay where and as crisp as they were.
/// </summary>
/// <remarks>
/// Takes planes with every stylizer; those of bytes with each color apart are quick. Frames of a size and format that came before, with the
/// network at the same size, allocate nothing. Thread-safety: one frame at a time.
/// </remarks>
/// <param name="stylizer">The stylizer that runs the network, without a stroke size of its own; it stays the caller's.</param>
public sealed class SizedNetwork(IStylizer stylizer) : IDisposable
{
    readonly StrokeSlot slot = new(stylizer.Bundle);
    HostFrame? packed, made;

    /// <summary>Restyles one frame.</summary>
    /// <param name="source">The frame; it stays the caller's and is not written.</param>
    /// <param name="target">Receives the pixels; another frame of the same size and format, the caller's too.</param>
    /// <param name="network">The size at which the network runs, in pixels: the frame's, or on both sides no larger, or on both no smaller.</param>
    /// <param name="embedding">float32, E values: γ then β of each normalization, in execution order.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="ArgumentException">The target is of another size or format, or the source itself.</exception>
    /// <exception cref="LiveStyleException">
    /// The embedding's length is not the model's E, the network's size is too small or too large, or the network failed.
    /// </exception>
    public void Stylize(HostFrame source, HostFrame target, FrameSize network, ReadOnlySpan<float> embedding, CancellationToken cancellation = default)
    {
        if (target.Size != source.Size || target.Format != source.Format || target.Address == source.Address)
        {
            throw new ArgumentException("the target must be another frame of the same size and format", nameof(target));
        }

        slot.Mixer.Set(embedding);
        if (network != source.Size || !source.Format.IsPicture || source.Format.IsPacked || stylizer.Device is StylizerDevice.Cpu or StylizerDevice.Vulkan)
        {
            slot.Run(stylizer, source, target, network, cancellation);
        }
        else
        {
            RunOnRgb(source, target, cancellation);
        }
    }

    /// <summary>Frees the frames between; the stylizer stays open.</summary>
    public void Dispose()
    {
        slot.Dispose();
        packed?.Dispose();
        made?.Dispose();
    }

    /// <summary>At the frame's own size most stylizers take RGB alone.</summary>
    void RunOnRgb(HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        if (packed?.Size != source.Size)
        {
            packed?.Dispose();
            made?.Dispose();
            packed = HostFrame.Allocate(source.Size);
            made = HostFrame.Allocate(source.Size);
        }

        PlaneConversion.ToRgb(source, packed);
        stylizer.Stylize(packed, made!, slot.Mixer.Embedding, cancellation);

        // They go along with the samples, and the target's are its own.
        (made!.Timestamp, made.DurationTicks) = (target.Timestamp, target.DurationTicks);
        PlaneConversion.FromRgb(made, target);
    }
}

using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// Restyles frames with strokes of a size of their own: another stylizer's network runs at the size that makes them so, and its answer
/// comes back to the frame's size guided by the frame.
/// </summary>
/// <remarks>
/// Takes all formats; of planes, those of ten bits and those whose chroma is interleaved are converted pixel by pixel, so that a clip's
/// frames had better come as RGB then. Thread-safety: see
/// <see cref="IStylizer"/>.
/// </remarks>
sealed class StrokeStylizer : IStylizer
{
    readonly IStylizer inner;
    readonly double strokeSize;
    readonly InferenceSlots<StrokeSlot> slots;
    readonly Lock targets = new();
    IBlendSource blends;
    FramePool? pool;

    /// <param name="inner">Runs the network; taken over, and disposed with this.</param>
    /// <param name="strokeSize">1: as trained; see <see cref="StrokeSize"/>.</param>
    public StrokeStylizer(IStylizer inner, double strokeSize)
    {
        StrokeSize.Check(strokeSize);
        (this.inner, this.strokeSize) = (inner, strokeSize);
        slots = new InferenceSlots<StrokeSlot>(Enumerable.Range(0, inner.Slots).Select(_ => new StrokeSlot(inner.Bundle)), typeof(StrokeStylizer));
        blends = Timeline.Constant(Blend.Original).Bind(inner.Bundle.Styles.Names);
    }

    /// <inheritdoc/>
    public ModelBundle Bundle => inner.Bundle;

    /// <inheritdoc/>
    public StylizerDevice Device => inner.Device;

    /// <inheritdoc/>
    public string DeviceName => inner.DeviceName;

    /// <inheritdoc/>
    public string? Note => inner.Note;

    /// <inheritdoc/>
    public int Slots => slots.Count;

    /// <inheritdoc/>
    public int Outstanding => (pool?.Outstanding ?? 0) + inner.Outstanding;

    /// <inheritdoc/>
    public void CheckSize(FrameSize size)
    {
        FrameSize network = NetworkSize(size);
        try
        {
            inner.CheckSize(network);
        }
        catch (LiveStyleException tooLarge) when (network != size)
        {
            // What fits the network is no size of frames.
            throw new ModelException($"strokes of that size make the network run at {network} on frames of {size}: {tooLarge.Message.Split("; ")[0]}; take larger strokes", tooLarge)
            {
                Remedies = (tooLarge.Remedies & Remedies.FewerAtOnce) | Remedies.LargerStrokes,
                NeededBytes = (tooLarge as ModelException)?.NeededBytes,
                FreeBytes = (tooLarge as ModelException)?.FreeBytes,
            };
        }
    }

    /// <inheritdoc/>
    public void Follow(IBlendSource blends)
    {
        Bundle.Styles.CheckNames(blends);
        Volatile.Write(ref this.blends, blends);
    }

    /// <inheritdoc/>
    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            StrokeSlot slot = slots.Rent(cancellation);
            HostFrame? target = null;
            try
            {
                slot.Mixer.Mix(Volatile.Read(ref blends), frame.Timestamp.Seconds);
                target = RentTarget(frame);
                Run(slot, frame, target, cancellation);
                (target.Timestamp, target.DurationTicks, target.Alpha) = (frame.Timestamp, frame.DurationTicks, frame.Alpha?.AddReference());
                return ValueTask.FromResult(target);
            }
            catch
            {
                target?.Dispose();
                throw;
            }
            finally
            {
                slots.Return(slot);
            }
        }
    }

    /// <inheritdoc/>
    public void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default)
    {
        Bundle.CheckEmbedding(embedding);
        if (target.Size != source.Size || target.Format != source.Format || target.Address == source.Address)
        {
            throw new ArgumentException("the target must be another frame of the same size and format", nameof(target));
        }

        StrokeSlot slot = slots.Rent(cancellation);
        try
        {
            slot.Mixer.Set(embedding);
            Run(slot, source, target, cancellation);
        }
        finally
        {
            slots.Return(slot);
        }
    }

    /// <summary>Waits for runs under way, and closes the stylizer beneath.</summary>
    public async ValueTask DisposeAsync()
    {
        if (slots.TryClose())
        {
            pool?.Dispose();
            await inner.DisposeAsync().ConfigureAwait(false);
        }
    }

    FrameSize NetworkSize(FrameSize frame) => StrokeSize.NetworkSize(frame, strokeSize, Bundle.Description.MinimumSize);

    void Run(StrokeSlot slot, HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        if (slot.Mixer.IsOriginal)
        {
            cancellation.ThrowIfCancellationRequested();
            source.CopyTo(target);
        }
        else
        {
            slot.Run(inner, source, target, NetworkSize(source.Size), cancellation);
        }
    }

    HostFrame RentTarget(HostFrame frame)
    {
        lock (targets)
        {
            if (pool?.Size != frame.Size || pool.Format != frame.Format)
            {
                pool?.Dispose();
                pool = new FramePool(frame.Size, frame.Format);
            }

            return pool.Rent();
        }
    }
}

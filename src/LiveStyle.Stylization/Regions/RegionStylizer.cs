using System.Runtime.CompilerServices;
using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Regions;

/// <summary>
/// Restyles a film in parts: the original beneath, over it the film's own blend where its mask is white, over that each region's blend
/// where the region's is; then, where colors are kept, brightness from that and chroma from the original. Alpha passes through.
/// </summary>
/// <remarks>
/// The network runs once a layer, and not for a layer whose mask is black in a frame or that lies under one whose mask is white everywhere.
/// RGB frames only. The stylizer stays the caller's. Thread-safety: as many frames at once as the stylizer has slots.
/// </remarks>
public sealed class RegionStylizer : IFrameProcessor<HostFrame, HostFrame>
{
    readonly IStylizer stylizer;
    readonly StyleLayer[] layers;
    readonly bool keepsColors;
    readonly FramePool pool;
    readonly Stack<CompositionSlot> idle = new();

    /// <summary>Takes the layers' mattes over, and closes them when it is disposed.</summary>
    /// <param name="stylizer">Runs the network; it stays the caller's, and at least the lowest layer is its work.</param>
    /// <param name="layers">
    /// The layers from below upwards; each layer's blends are bound to the stylizer's bundle, and each matte has the frames' size.
    /// </param>
    /// <param name="keepsColors">Whether brightness alone is taken from the styles, and color from the original.</param>
    /// <param name="size">The size of the frames, in pixels.</param>
    public RegionStylizer(IStylizer stylizer, IReadOnlyList<StyleLayer> layers, bool keepsColors, FrameSize size)
    {
        this.stylizer = stylizer;
        this.layers = [.. layers];
        this.keepsColors = keepsColors;
        pool = new FramePool(size);
    }

    /// <inheritdoc/>
    public int Slots => stylizer.Slots;

    /// <summary>
    /// The number of its own frames that are given out or in use, and of masks that are kept: 0 after disposal, once all have come back.
    /// </summary>
    public int Outstanding => pool.Outstanding + layers.Sum(layer => layer.Matte?.Outstanding ?? 0);

    /// <summary>One line on what of a mask could not be decoded; null while all is well.</summary>
    public string? Note => layers.Select(layer => layer.Matte?.Note).FirstOrDefault(note => note is not null);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using HostFrame original = Contiguous(frame);
        CompositionSlot slot = Rent();
        HostFrame target = pool.Rent();
        try
        {
            for (int i = 0; i < layers.Length; i++)
            {
                if (layers[i].Matte is { } matte)
                {
                    slot.Masks[i] = await matte.AtAsync(original.Timestamp, cancellation).ConfigureAwait(false);
                }
            }

            Compose(original, target, slot, cancellation);
            if (keepsColors)
            {
                FrameCompositing.KeepColors(original, target, target);
            }

            target.Timestamp = original.Timestamp;
            target.DurationTicks = original.DurationTicks;
            target.Alpha = original.Alpha?.AddReference();
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
        finally
        {
            slot.Clear();
            Return(slot);
        }
    }

    /// <summary>Closes the layers' mattes and frees the frames that are not given out; the stylizer stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (StyleLayer layer in layers)
        {
            if (layer.Matte is not null)
            {
                await layer.Matte.DisposeAsync().ConfigureAwait(false);
            }
        }

        pool.Dispose();
    }

    /// <summary>The frame, or a copy where its rows lie apart: layers are laid over each other in one run over all pixels.</summary>
    HostFrame Contiguous(HostFrame frame)
    {
        if (frame.IsContiguous)
        {
            return frame;
        }

        using (frame)
        {
            HostFrame copy = pool.Rent();
            frame.CopyTo(copy);
            (copy.Timestamp, copy.DurationTicks, copy.Alpha) = (frame.Timestamp, frame.DurationTicks, frame.Alpha?.AddReference());
            return copy;
        }
    }

    /// <summary>Fills the target layer by layer, from the last one that hides all beneath it.</summary>
    void Compose(HostFrame original, HostFrame target, CompositionSlot slot, CancellationToken cancellation)
    {
        int first = Array.FindLastIndex(slot.Masks, mask => mask is null or { Coverage: MatteCoverage.Whole });
        HostFrame under = original;
        if (first >= 0)
        {
            Stylize(first, original, target, slot, cancellation);
            under = target;
        }

        for (int i = first + 1; i < layers.Length; i++)
        {
            MatteMask mask = slot.Masks[i]!.Value;
            if (mask.Coverage == MatteCoverage.None)
            {
                continue;
            }

            using HostFrame styled = pool.Rent();
            Stylize(i, original, styled, slot, cancellation);
            FrameCompositing.Blend(under, styled, mask.Frame, target);
            under = target;
        }

        if (under == original)
        {
            original.CopyTo(target);
        }
    }

    void Stylize(int layer, HostFrame original, HostFrame styled, CompositionSlot slot, CancellationToken cancellation)
    {
        EmbeddingMixer mixer = slot.Mixers[layer];
        mixer.Mix(layers[layer].Blends, original.Timestamp.Seconds);
        stylizer.Stylize(original, styled, mixer.Embedding, cancellation);
    }

    CompositionSlot Rent()
    {
        lock (idle)
        {
            return idle.TryPop(out CompositionSlot? slot) ? slot : new CompositionSlot(stylizer.Bundle, layers.Length);
        }
    }

    void Return(CompositionSlot slot)
    {
        lock (idle)
        {
            idle.Push(slot);
        }
    }
}

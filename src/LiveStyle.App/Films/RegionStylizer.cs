using System.Runtime.CompilerServices;
using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media;
using LiveStyle.Pipelines;
using LiveStyle.Stylization;
using LiveStyle.Styles;

namespace LiveStyle.App.Films;

/// <summary>
/// Restyles a film in parts: the original beneath, over it the film's own curve where its mask is white, over that each region's blend
/// where the region's is; then, where colors are kept, brightness from that and chroma from the original. Alpha passes through.
/// </summary>
/// <remarks>
/// The network runs once a layer, and not for a layer whose mask is black in a frame or that lies under one whose mask is white everywhere.
/// RGB frames only. The stylizer stays the caller's. Thread-safety: as many frames at once as the stylizer has slots.
/// </remarks>
sealed class RegionStylizer : IFrameProcessor<HostFrame, HostFrame>
{
    readonly IStylizer stylizer;
    readonly StyleLayer[] layers;
    readonly bool keepsColors;
    readonly FramePool pool;
    readonly Stack<CompositionSlot> idle = new();

    RegionStylizer(IStylizer stylizer, StyleLayer[] layers, bool keepsColors, FrameSize size)
    {
        this.stylizer = stylizer;
        this.layers = layers;
        this.keepsColors = keepsColors;
        pool = new FramePool(size);
    }

    public int Slots => stylizer.Slots;

    /// <summary>Frames of its own given out or in use, and masks kept: 0 after disposal, once all have come back.</summary>
    public int Outstanding => pool.Outstanding + layers.Sum(layer => layer.Matte?.Outstanding ?? 0);

    /// <summary>One line on what of a mask could not be decoded; null while all is well.</summary>
    public string? Note => layers.Select(layer => layer.Matte?.Note).FirstOrDefault(note => note is not null);

    /// <summary>Whether the settings ask for more than a stylizer does by itself. It then needs RGB frames.</summary>
    public static bool IsNeeded(FilmSettings settings) => settings.KeepColors || settings.Mask is not null || settings.Regions.Count > 0;

    /// <summary>Opens the masks. Where none are asked for and colors need not stay, the stylizer itself is the processor.</summary>
    /// <param name="settings">Timeline, masks, regions, whether colors are kept, and where the original is cut.</param>
    /// <param name="stylizer">Stays the caller's, and follows the film's timeline.</param>
    /// <param name="size">Of the frames.</param>
    /// <param name="begin">Timestamp of the first frame that will come, so that masks are read from there: where a segment begins.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="LiveStyleException">A mask can't be read, or a region's style is not in the bundle.</exception>
    public static async Task<IFrameProcessor<HostFrame, HostFrame>> CreateAsync(
        FilmSettings settings, IStylizer stylizer, FrameSize size, TimeSpan begin, CancellationToken cancellation)
    {
        if (!IsNeeded(settings))
        {
            return stylizer;
        }

        var matte = new MatteOptions
        {
            Size = size,
            Start = TimeSpan.FromSeconds(settings.Start ?? 0),
            Begin = begin,
            Slots = stylizer.Slots,
        };
        var layers = new List<StyleLayer>();
        try
        {
            WeightCurve curve = Timeline.Parse(settings.Timeline).Bind(stylizer.Bundle.Styles.Names);
            layers.Add(new StyleLayer(curve, settings.Mask is { } mask ? await Matte.OpenAsync(mask, matte, cancellation).ConfigureAwait(false) : null));
            foreach (RegionSetting region in settings.Regions)
            {
                WeightCurve blend = Timeline.Constant(Blend.Parse(region.Blend)).Bind(stylizer.Bundle.Styles.Names);
                layers.Add(new StyleLayer(blend, await Matte.OpenAsync(region.Mask, matte, cancellation).ConfigureAwait(false)));
            }

            return new RegionStylizer(stylizer, [.. layers], settings.KeepColors, size);
        }
        catch
        {
            await CloseAsync(layers).ConfigureAwait(false);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using HostFrame original = frame;
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

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(layers).ConfigureAwait(false);
        pool.Dispose();
    }

    /// <summary>Fills the target layer by layer, from the last one that hides all beneath it.</summary>
    void Compose(HostFrame original, HostFrame target, CompositionSlot slot, CancellationToken cancellation)
    {
        int first = Array.FindLastIndex(slot.Masks, mask => mask is null or { Coverage: MatteCoverage.Whole });
        HostFrame under = original;
        if (first >= 0)
        {
            Stylize(layers[first].Curve, original, target, slot, cancellation);
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
            Stylize(layers[i].Curve, original, styled, slot, cancellation);
            FrameCompositing.Blend(under, styled, mask.Frame, target);
            under = target;
        }

        if (under == original)
        {
            original.Pixels.CopyTo(target.Pixels);
        }
    }

    void Stylize(WeightCurve curve, HostFrame original, HostFrame styled, CompositionSlot slot, CancellationToken cancellation)
    {
        curve.Evaluate(original.Timestamp.Seconds, slot.Weights);
        stylizer.Bundle.Styles.Mix(slot.Weights, slot.Embedding);
        stylizer.Stylize(original, styled, slot.Embedding, cancellation);
    }

    CompositionSlot Rent()
    {
        lock (idle)
        {
            return idle.TryPop(out CompositionSlot? slot) ? slot : new CompositionSlot(stylizer.Bundle.Styles, layers.Length);
        }
    }

    void Return(CompositionSlot slot)
    {
        lock (idle)
        {
            idle.Push(slot);
        }
    }

    static async Task CloseAsync(IEnumerable<StyleLayer> layers)
    {
        foreach (StyleLayer layer in layers)
        {
            if (layer.Matte is not null)
            {
                await layer.Matte.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

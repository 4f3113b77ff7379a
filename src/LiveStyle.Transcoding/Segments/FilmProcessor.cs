using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Mattes;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Regions;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>What happens to a film's frames between source and encoder: the stylizer alone, or with masks, regions and colors that are kept.</summary>
sealed class FilmProcessor : IAsyncDisposable
{
    readonly RegionStylizer? regions;

    FilmProcessor(IFrameProcessor<HostFrame, HostFrame> processor)
    {
        Processor = processor;
        regions = processor as RegionStylizer;
    }

    public IFrameProcessor<HostFrame, HostFrame> Processor { get; }

    /// <summary>One line on what of a mask could not be decoded; null while all is well.</summary>
    public string? Note => regions?.Note;

    /// <summary>Whether the settings ask for more than a stylizer does by itself. It then needs RGB frames.</summary>
    public static bool NeedsLayers(FilmSettings settings) => settings.KeepColors || settings.Mask is not null || settings.Regions.Count > 0;

    /// <summary>Whether the frames must come as RGB: planes are for a stylizer that works alone.</summary>
    public static bool NeedsRgb(FilmSettings settings) => NeedsLayers(settings) || settings.Steadiness > 0;

    /// <summary>Opens what the film's settings ask for.</summary>
    /// <param name="session">The session of the film; its stylizer stays its own.</param>
    /// <param name="begin">Timestamp of the first frame that will come.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="LiveStyleException">A mask can't be read, or a region's style is not in the bundle.</exception>
    public static async Task<FilmProcessor> OpenAsync(FilmSession session, TimeSpan begin, CancellationToken cancellation) =>
        new(await CreateAsync(session.Settings, session.Stylizer, session.Size, begin, cancellation).ConfigureAwait(false));

    /// <summary>Opens the masks. Where none are asked for and colors need not stay, the stylizer itself is the processor.</summary>
    /// <param name="settings">Timeline, masks, regions, whether colors are kept, and where the original is cut.</param>
    /// <param name="stylizer">Stays the caller's, and follows the film's timeline.</param>
    /// <param name="size">The size of the frames.</param>
    /// <param name="begin">Timestamp of the first frame that will come, so that masks are read from there: where a segment begins.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="LiveStyleException">A mask can't be read, or a region's style is not in the bundle.</exception>
    public static async Task<IFrameProcessor<HostFrame, HostFrame>> CreateAsync(
        FilmSettings settings, IStylizer stylizer, FrameSize size, TimeSpan begin, CancellationToken cancellation)
    {
        if (!NeedsLayers(settings))
        {
            return stylizer;
        }

        var matte = new MatteOptions
        {
            Size = size,
            Start = settings.Start ?? TimeSpan.Zero,
            Begin = begin,
            Slots = stylizer.Slots,
        };
        var layers = new List<StyleLayer>();
        try
        {
            StyleNames styles = stylizer.Bundle.Styles.Names;
            layers.Add(new StyleLayer(
                settings.Timeline.Bind(styles),
                settings.Mask is { } mask ? await MatteFile.OpenAsync(mask, matte, cancellation).ConfigureAwait(false) : null));
            foreach (RegionSetting region in settings.Regions)
            {
                WeightCurve blend = Timeline.Constant(region.Blend).Bind(styles);
                layers.Add(new StyleLayer(blend, await MatteFile.OpenAsync(region.Mask, matte, cancellation).ConfigureAwait(false)));
            }

            return new RegionStylizer(stylizer, layers, settings.KeepColors, size);
        }
        catch
        {
            foreach (Matte opened in layers.Select(layer => layer.Matte).OfType<Matte>())
            {
                await opened.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    public ValueTask DisposeAsync() => regions?.DisposeAsync() ?? ValueTask.CompletedTask;
}

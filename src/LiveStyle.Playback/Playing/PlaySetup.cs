using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Playback.Playing;

/// <summary>What playing needs whether there is a window or not: the bundle, what is played, and its styles over time.</summary>
sealed class PlaySetup
{
    PlaySetup(PlayOptions options, ModelBundle bundle, PlaySource source, StylizerOptions stylizer, WeightCurve? curve, Blend blend)
    {
        Options = options;
        Bundle = bundle;
        Source = source;
        Stylizer = stylizer;
        Mixer = new StyleMixer(bundle.Styles.Names, curve, blend, options.Melt, TimeProvider.System);
    }

    public PlayOptions Options { get; }

    public ModelBundle Bundle { get; }

    public PlaySource Source { get; }

    public StylizerOptions Stylizer { get; }

    public StyleMixer Mixer { get; }

    /// <summary>A frame's duration, on average.</summary>
    public TimeSpan FrameInterval => TimeSpan.FromSeconds(1 / Source.FrameRate.ToDouble());

    /// <exception cref="LiveStyleException">The bundle, the styles, the input or the device can't be had.</exception>
    public static async Task<PlaySetup> OpenAsync(PlayOptions options, GpuInstanceOptions instance, CancellationToken cancellation)
    {
        if (options.Steadiness is not (null or (>= 0 and <= 1)))
        {
            throw new LiveStyleException(string.Create(CultureInfo.InvariantCulture, $"a steadiness of {options.Steadiness}: give a number from 0 to 1"));
        }

        ModelBundle bundle = ModelBundle.Open(options.Model).WithStyles(options.StyleFiles);
        WeightCurve? curve = options.Timeline?.Bind(bundle.Styles.Names);
        Blend blend = options.Blend ?? new Blend(FirstPainted(bundle));
        blend.Weigh(bundle.Styles.Names, new float[bundle.Styles.Names.Count]);
        StylizerDevice device = PlayGraphics.Choose(options.Stylizer, instance);
        PlaySource source = await PlaySource.OpenAsync(options, planes: device == StylizerDevice.Vulkan && options.Steadiness is not > 0, cancellation);
        try
        {
            OnnxStylizer.CheckSize(bundle, StrokeSize.PlayedSize(source.Size, options.Stylizer.StrokeSize, bundle.Description.MinimumSize), device);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        return new PlaySetup(options, bundle, source, options.Stylizer with { Device = device }, curve, blend);
    }

    /// <summary>The size at which the network runs where nothing lowers it.</summary>
    public FrameSize NetworkSize => StrokeSize.PlayedSize(Source.Size, Stylizer.StrokeSize, Bundle.Description.MinimumSize);

    /// <summary>A governor for frames of this source.</summary>
    public ResolutionGovernor CreateGovernor(bool isFixed) => new(NetworkSize, Bundle.Description.MinimumSize, isFixed);

    static string FirstPainted(ModelBundle bundle) =>
        bundle.Description.Styles.FirstOrDefault(style => style.Slug != StyleInfo.Original)?.Slug ?? StyleInfo.Original;
}

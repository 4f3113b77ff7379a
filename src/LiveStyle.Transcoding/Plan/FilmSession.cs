using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Transcoding.Plan;

/// <summary>What rendering a film needs, opened and checked: the original, the bundle, the network on its device.</summary>
public sealed class FilmSession : IAsyncDisposable
{
    FilmSession(FilmSettings settings, MediaInfo clip, ModelBundle bundle, IStylizer stylizer, FrameSize size)
    {
        Settings = settings;
        Clip = clip;
        Bundle = bundle;
        Stylizer = stylizer;
        Size = size;
        Source = FileFingerprint.Of(settings.Input);
        Model = Mark(bundle, settings.StyleFiles);
        Masks = [.. new[] { settings.Mask }.OfType<string>().Concat(settings.Regions.Select(region => region.Mask)).Select(FileFingerprint.Of)];
    }

    /// <summary>The settings of the film.</summary>
    public FilmSettings Settings { get; }

    /// <summary>The original, or the copy of it that takes its place.</summary>
    public MediaInfo Clip { get; private set; }

    /// <summary>The bundle, with the styles of the settings' style files.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>The network on its device; it follows the film's timeline.</summary>
    public IStylizer Stylizer { get; }

    /// <summary>The size of the film's frames, in pixels.</summary>
    public FrameSize Size { get; }

    /// <summary>The fingerprint of the original.</summary>
    public FileFingerprint Source { get; }

    /// <summary>The hash of network and styles; see <see cref="FilmPlan.Model"/>.</summary>
    public string Model { get; }

    /// <summary>The fingerprints of the masks; see <see cref="FilmPlan.Masks"/>.</summary>
    public IReadOnlyList<FileFingerprint> Masks { get; }

    /// <summary>Whether the film has an alpha: the clip does, and the film's file can.</summary>
    public bool HasAlpha => Clip.RequireVideo() is { HasAlpha: true, Hdr: null } && VideoEncoder.HoldsAlpha(Settings.Output, Settings.Codec);

    /// <summary>The name of the device; see <see cref="FilmPlan.Device"/>.</summary>
    public string Device => Stylizer.Device == StylizerDevice.Vulkan && Settings.Device.StartsWith("vulkan:", StringComparison.OrdinalIgnoreCase)
        ? Settings.Device : Stylizer.Device.Name();

    /// <summary>The beginning of the cut in the original; null for the original's own.</summary>
    public TimeSpan? Start => Settings.Start;

    /// <summary>The length of the cut; null to the original's end.</summary>
    public TimeSpan? Duration => Settings.Duration;

    /// <summary>Puts a mended copy in the original's place.</summary>
    internal void Use(MediaInfo mended) => Clip = mended;

    /// <summary>Opens what a film's settings name, and checks that it does.</summary>
    /// <param name="settings">The settings of the film.</param>
    /// <param name="clip">The original, probed.</param>
    /// <param name="device">The device, as <see cref="FilmSettings.Device"/> has it, or as a plan has settled it.</param>
    /// <param name="speed">The threads and slots.</param>
    /// <param name="open">Opens the stylizer of a bundle; null for <see cref="Stylization.Stylizer.Open"/>.</param>
    /// <exception cref="LiveStyleException">
    /// A file is missing or damaged, or the device or the memory doesn't do. The device is free again by then.
    /// </exception>
    public static async Task<FilmSession> OpenAsync(
        FilmSettings settings, MediaInfo clip, string device, FilmSpeed speed, Func<ModelBundle, StylizerOptions, IStylizer>? open = null)
    {
        if (settings.Steadiness is not (null or (>= 0 and <= 1)))
        {
            throw new LiveStyleException($"a steadiness of {settings.Steadiness.Value.ToString(CultureInfo.InvariantCulture)}: give a number from 0 to 1");
        }

        ModelBundle bundle = ModelBundle.Open(settings.Model).WithStyles([.. settings.StyleFiles.Select(StyleFile.Load)]);
        WeightCurve curve = settings.Timeline.Bind(bundle.Styles.Names);
        FrameSize size = settings.Size?.Of(clip.RequireVideo().Size) ?? clip.RequireVideo().Size;
        IStylizer stylizer = (open ?? LiveStyle.Stylization.Stylizer.Open)(
            bundle, StylizerOptions.ForDevice(device) with { Threads = speed.Threads, Slots = speed.Slots, Clip = size, StrokeSize = settings.StrokeSize });
        try
        {
            stylizer.Follow(curve);
            stylizer.CheckSize(size);
            return new FilmSession(settings, clip, bundle, stylizer, size);
        }
        catch
        {
            // Whoever opens the next one finds the device and its memory free.
            await stylizer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens what a plan names, on a machine that may be another one.</summary>
    /// <param name="plan">The plan of the film.</param>
    /// <param name="clip">The original, or the copy that takes its place, as the film's folder probes it.</param>
    /// <param name="speed">The threads and slots.</param>
    /// <exception cref="LiveStyleException">The original or the model is not the one that was planned with.</exception>
    public static async Task<FilmSession> OpenAsync(FilmPlan plan, MediaInfo clip, FilmSpeed speed)
    {
        FilmSession session = await OpenAsync(plan.Settings, clip, plan.Device, speed);
        string? changed = session.Source != plan.Source ? $"{ShownPath.Of(plan.Settings.Input)} has changed since the film was planned"
            : session.Model != plan.Model ? $"the model {plan.Settings.Model} has changed since the film was planned"
            : !session.Masks.SequenceEqual(plan.Masks) ? "a mask has changed since the film was planned"
            : session.Size != plan.Size ? $"{ShownPath.Of(plan.Settings.Input)} has another size than when the film was planned"
            : null;
        if (changed is not null)
        {
            await session.DisposeAsync();
            throw new LiveStyleException($"{changed}; bring back what it was, or plan the film again");
        }

        return session;
    }

    /// <summary>Closes the stylizer.</summary>
    public ValueTask DisposeAsync() => Stylizer.DisposeAsync();

    static string Mark(ModelBundle bundle, IReadOnlyList<string> styleFiles)
    {
        var all = new StringBuilder();
        foreach (string name in new[] { ModelDescription.NetworkFile, ModelDescription.StylesFile })
        {
            all.Append(bundle.Description.Files[name]);
        }

        foreach (string file in styleFiles)
        {
            all.Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(all.ToString())));
    }
}

/// <summary>How fast a film is made; nothing of what it is.</summary>
/// <param name="Threads">The threads of the network; null for all cores.</param>
/// <param name="Slots">The number of frames in the network at once; null where it is chosen.</param>
public readonly record struct FilmSpeed(int? Threads, int? Slots);

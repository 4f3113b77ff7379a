using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Stills;

namespace LiveStyle.Media.Encoding;

/// <summary>A video codec that we write, and how ffmpeg is asked for it.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="Aliases">What else they call it.</param>
/// <param name="Encoders">ffmpeg's encoders, the best first.</param>
/// <param name="PixelFormat">What it is fed with.</param>
/// <param name="NeedsEvenSize">Whether its chroma is halved and it refuses half samples.</param>
/// <param name="Crf">Default rate factor; null: it has none.</param>
/// <param name="MaxCrf">Largest rate factor.</param>
sealed record OutputCodec(
    string Name,
    string[] Aliases,
    string[] Encoders,
    string PixelFormat,
    bool NeedsEvenSize,
    int? Crf,
    int MaxCrf)
{
    static readonly OutputCodec[] All =
    [
        new("h264", ["avc", "x264", "libx264"], ["libx264"], "yuv420p", true, 18, 51),
        new("hevc", ["h265", "x265", "libx265"], ["libx265"], "yuv420p", true, 20, 51),
        new("av1", ["svtav1", "libsvtav1", "libaom-av1"], ["libsvtav1", "libaom-av1"], "yuv420p", true, 28, 63),
        new("vp9", ["libvpx-vp9"], ["libvpx-vp9"], "yuv420p", true, 24, 63),
        new("prores", ["prores_ks"], ["prores_ks"], "yuv422p10le", true, null, 0),
        new("ffv1", [], ["ffv1"], "bgr0", false, null, 0),
        new("png", [], ["png"], "rgb24", false, null, 0),
        new("jpeg", ["jpg", "mjpeg"], ["mjpeg"], "yuvj444p", false, null, 0),
        new("tiff", ["tif"], ["tiff"], "rgb24", false, null, 0),
        new("raw", ["rawvideo"], ["rawvideo"], "rgb24", false, null, 0),
        new("exr", [], ["exr"], "gbrpf32le", false, null, 0),
    ];

    /// <summary>Whether colors of RGB are turned into luma and chroma.</summary>
    public bool IsYuv => PixelFormat.StartsWith("yuv", StringComparison.Ordinal) && !PixelFormat.StartsWith("yuvj", StringComparison.Ordinal);

    /// <summary>Whether it is always fed from RGB: codecs of pictures that stand alone, and none at all.</summary>
    public bool TakesRgbAlone => Name is "png" or "jpeg" or "tiff" or "exr" or "raw";

    /// <summary>Gives the filters that make of sRGB what such pictures hold: EXR's light is linear.</summary>
    /// <param name="pixelFormat">The pixel format that the encoder is fed with.</param>
    public string FromRgb(string pixelFormat) => Name switch
    {
        "exr" => $"zscale=matrixin=gbr:matrix=gbr:transferin=iec61966-2-1:transfer=linear,format={pixelFormat}",
        "jpeg" => $"scale=flags=bicubic+accurate_rnd+full_chroma_int,format={pixelFormat}",
        _ => $"format={pixelFormat}",
    };

    /// <summary>What it is fed with where there is an alpha; null: it can't hold one.</summary>
    public string? AlphaPixelFormat => Name switch
    {
        "prores" => "yuva444p10le",
        "vp9" => "yuva420p",
        "ffv1" => "bgra",
        "png" or "tiff" => "rgba",

        // Not EXR: ffmpeg's way to linear light takes an alpha for one of limited range.
        _ => null,
    };

    /// <summary>VP9 has its alpha beside the picture, where only Matroska keeps such things.</summary>
    public bool HoldsAlpha(OutputContainer container) => AlphaPixelFormat is not null && (Name != "vp9" || container.Muxer is "matroska" or "webm");

    /// <summary>The codec of a name, whatever holds it.</summary>
    /// <exception cref="MediaException">No such codec.</exception>
    public static OutputCodec Of(string? name) =>
        Array.Find(All, codec => codec.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ||
            codec.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new MediaException($"no codec is called {name}; there are {string.Join(", ", All.Select(codec => codec.Name))}");

    /// <param name="name">As a user wrote it; null: the container's usual codec.</param>
    /// <param name="container">Must be able to hold it.</param>
    /// <exception cref="MediaException">No such codec, or the container can't hold it.</exception>
    public static OutputCodec Of(string? name, OutputContainer container)
    {
        OutputCodec codec = Of(name ?? container.VideoCodecs[0]);
        return container.VideoCodecs.Contains(codec.Name)
            ? codec
            : throw new MediaException($"a {container.Extensions[0]} file can't hold {codec.Name}; it holds {string.Join(", ", container.VideoCodecs)}");
    }

    /// <summary>Finds the local ffmpeg's encoder. The best is asked for by itself, since its pixel formats are needed too; all are listed where it is missing.</summary>
    /// <param name="size">As in <see cref="ChooseEncoder"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="ChooseEncoder"/>
    public async Task<string> FindEncoderAsync(FrameSize size, CancellationToken cancellation) =>
        Array.Find(Encoders, encoder => Takes(encoder, size)) is { } best && (await EncoderPixelFormats.QueryAsync(best, cancellation).ConfigureAwait(false)).Count > 0
            ? best
            : ChooseEncoder(await EncoderList.QueryAsync(cancellation).ConfigureAwait(false), size);

    /// <param name="installed">Names of the encoders that the local ffmpeg has.</param>
    /// <param name="size">SVT-AV1 takes no picture below 64 pixels a side, and x265 crashes on some that are narrower than that, or lower than 16.</param>
    /// <exception cref="MediaException">The local ffmpeg has none for this codec, or none that takes the size.</exception>
    public string ChooseEncoder(IReadOnlySet<string> installed, FrameSize size) =>
        Array.Find(Encoders, encoder => installed.Contains(encoder) && Takes(encoder, size))
        ?? throw (Array.Exists(Encoders, installed.Contains)
            ? new MediaException($"{Name} can't code a picture as small as {size}; choose another codec (h264), or a size of at least 64×64") { Remedies = Remedies.OtherCodec | Remedies.LargerFrames }
            : NotInstalled(installed));

    static bool Takes(string encoder, FrameSize size) => encoder switch
    {
        "libsvtav1" => size is { Width: >= 64, Height: >= 64 },
        "libx265" => size is { Width: >= 64, Height: >= 16 },
        _ => true,
    };

    MediaException NotInstalled(IReadOnlySet<string> installed) =>
        new(
            $"this ffmpeg has no encoder for {Name} ({string.Join(" or ", Encoders)}); it has "
            + string.Join(", ", All.Where(codec => codec.Encoders.Any(installed.Contains)).Select(codec => codec.Name)));

    /// <exception cref="MediaException">The codec has no rate factor, or it lies outside its range.</exception>
    public int? CheckCrf(int? crf) => crf switch
    {
        null => Crf,
        _ when Crf is null => throw new MediaException($"{Name} has no rate factor (crf); leave it out"),
        < 0 => throw new MediaException($"a rate factor (crf) of {crf} is below 0"),
        _ when crf > MaxCrf => throw new MediaException($"a rate factor (crf) of {crf} is above {MaxCrf}, the most that {Name} knows"),
        _ => crf,
    };

    /// <param name="name">As a user wrote it; null: medium.</param>
    /// <exception cref="MediaException">No such preset, or the codec has none.</exception>
    public EncoderPreset CheckPreset(string? name) => name switch
    {
        null => EncoderPreset.Medium,
        _ when Crf is null => throw new MediaException($"{Name} has only one speed (preset); leave it out"),
        _ => EncoderPreset.Of(name),
    };

    /// <summary>Speed and quality settings of a plan's encoder.</summary>
    public static string Settings(EncodePlan plan) => plan.Encoder switch
    {
        "libx264" => $"-preset {plan.Preset.Name}" + Parameters("-x264-params", MasteringOptions.Of(plan)),
        "libx265" => $"-preset {plan.Preset.Name}" + Parameters("-x265-params", "log-level=error", MasteringOptions.Of(plan)) + (plan.Container.Muxer is "mp4" or "mov" ? " -tag:v hvc1" : ""),
        "libsvtav1" => $"-preset {plan.Preset.SvtAv1}" + Parameters("-svtav1-params", MasteringOptions.Of(plan)),
        "libaom-av1" => $"-cpu-used {plan.Preset.Aom} -row-mt 1 -b:v 0",
        "libvpx-vp9" => $"-deadline good -cpu-used {plan.Preset.Vp9} -row-mt 1 -b:v 0",
        "prores_ks" => $"-profile:v {(plan.HasAlpha || plan.Coded is { IsPacked: false, ChromaColumns: 1 } ? 4 : 3)} -vendor apl0",
        "ffv1" => $"-level 3 -slices {(HasPartialChroma(plan) ? 1 : 4)} -slicecrc 1",
        "mjpeg" => "-q:v 2",
        "exr" => "-compression zip16",
        _ => "",
    };

    static string Parameters(string option, params string[] parameters) =>
        parameters.Any(one => one.Length > 0) ? $" {option} {string.Join(':', parameters.Where(one => one.Length > 0))}" : "";

    /// <summary>FFV1 can't divide every picture whose last chroma sample is for one column or row alone.</summary>
    static bool HasPartialChroma(EncodePlan plan) =>
        plan.CodedSize.Width % plan.Coded.ChromaColumns != 0 || plan.CodedSize.Height % plan.Coded.ChromaRows != 0;
}

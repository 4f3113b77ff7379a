using System.Text.Json.Serialization;
using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Styles;
using LiveStyle.Time;

namespace LiveStyle.Transcoding.Plan;

/// <summary>
/// What a film is made from and how: all that decides its pixels and its streams, and nothing of how fast it is made. Two runs
/// with equal settings give the same film.
/// </summary>
public sealed record FilmSettings
{
    /// <summary>Full path (or pattern of pictures), or URL, of the original; "-": standard input.</summary>
    public required string Input { get; init; }

    /// <summary>Full path of the film, or pattern of its pictures; "-": standard output.</summary>
    public required string Output { get; init; }

    /// <summary>The pictures a second of an original that is a pattern of pictures; null for 25.</summary>
    [JsonConverter(typeof(RateConverter))]
    public Rational? Fps { get; init; }

    /// <summary>Number of the film's first picture where it is a pattern of pictures; null: 1.</summary>
    public int? First { get; init; }

    /// <summary>Number, among all streams of the original, of the video that is restyled; null: the one that players show.</summary>
    public int? Stream { get; init; }

    /// <summary>The beginning of the cut in the original; null for the original's own.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? Start { get; init; }

    /// <summary>The length of the cut; null to the end.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>The size of the film; null for the original's.</summary>
    [JsonConverter(typeof(SizeConverter))]
    public RequestedSize? Size { get; init; }

    /// <summary>A bundle's folder or name.</summary>
    public required string Model { get; init; }

    /// <summary>Full paths of styles beside the bundle's own.</summary>
    public IReadOnlyList<string> StyleFiles { get; init; } = [];

    /// <summary>Blends over time.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>The device that runs the network, by the name that <see cref="Stylization.StylizerOptions.ForDevice"/> reads.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The codec, as <see cref="Media.Encoding.VideoEncoderOptions.Codec"/> has it; null for the container's usual one.</summary>
    public string? Codec { get; init; }

    /// <summary>The constant rate factor, as <see cref="Media.Encoding.VideoEncoderOptions.Crf"/> has it; null for the codec's.</summary>
    public int? Crf { get; init; }

    /// <summary>The encoder's speed by name, as <see cref="Media.Encoding.VideoEncoderOptions.Preset"/> has it; null for medium.</summary>
    public string? Preset { get; init; }

    /// <summary>
    /// The size of strokes against the picture, as <see cref="Stylization.StylizerOptions.StrokeSize"/> has it; null: the network runs at the film's own size.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? StrokeSize { get; init; }

    /// <summary>How far the picture holds still over time, 0 to 1, as <see cref="Stylization.Steadiness.FrameSteadier"/> has it; null for not at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Steadiness { get; init; }

    /// <summary>Whether only brightness is restyled, and the original's colors stay.</summary>
    public bool KeepColors { get; init; }

    /// <summary>The path of a picture or clip whose white is where the style applies; null for everywhere.</summary>
    public string? Mask { get; init; }

    /// <summary>Parts with blends of their own, the later over the earlier.</summary>
    public IReadOnlyList<RegionSetting> Regions { get; init; } = [];

    /// <summary>The fate of a high dynamic range; null where nothing was asked for, and it stays.</summary>
    [JsonConverter(typeof(HdrConverter))]
    public HdrHandling? Hdr { get; init; }

    /// <summary>Whether the fields of interlaced frames are woven into whole ones.</summary>
    public bool Deinterlace { get; init; }

    /// <summary>Whether anything that would be lost, or is damaged, stops the work.</summary>
    public bool Strict { get; init; }
}

/// <summary>A part of the picture with a blend of its own.</summary>
/// <param name="Mask">The full path of a picture or clip; white is where the blend applies.</param>
/// <param name="Blend">The blend, for all time.</param>
public sealed record RegionSetting(string Mask, Blend Blend);

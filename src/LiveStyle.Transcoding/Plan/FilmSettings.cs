using LiveStyle.Frames;
using LiveStyle.Styles;

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

    /// <summary>Pictures a second of an original that is a pattern of pictures, "24000/1001"; null: 25.</summary>
    public string? Fps { get; init; }

    /// <summary>Number of the film's first picture where it is a pattern of pictures; null: 1.</summary>
    public int? First { get; init; }

    /// <summary>Number, among all streams of the original, of the video that is restyled; null: the one that players show.</summary>
    public int? Stream { get; init; }

    /// <summary>Where the original is cut, in seconds of it; null: at its beginning.</summary>
    public double? Start { get; init; }

    /// <summary>Length of the cut in seconds; null: to the end.</summary>
    public double? Duration { get; init; }

    /// <summary>As typed; see <see cref="RequestedSize"/>.</summary>
    public string? Size { get; init; }

    /// <summary>A bundle's folder or name.</summary>
    public required string Model { get; init; }

    /// <summary>Full paths of styles beside the bundle's own.</summary>
    public IReadOnlyList<string> StyleFiles { get; init; } = [];

    /// <summary>Blends over time.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>What runs the network, as typed.</summary>
    public string Device { get; init; } = "auto";

    public string? Codec { get; init; }

    public int? Crf { get; init; }

    /// <summary>The encoder's speed, by name.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether only brightness is restyled, and the original's colors stay.</summary>
    public bool KeepColors { get; init; }

    /// <summary>A picture or clip whose white is where the style applies; null: everywhere.</summary>
    public string? Mask { get; init; }

    /// <summary>Parts with blends of their own, the later over the earlier.</summary>
    public IReadOnlyList<RegionSetting> Regions { get; init; } = [];

    /// <summary>What becomes of a high dynamic range: "expand" (in the film again), "tone-map" (SDR) or null (as the codec allows).</summary>
    public string? Hdr { get; init; }

    /// <summary>Whether the fields of interlaced frames are woven into whole ones.</summary>
    public bool Deinterlace { get; init; }

    /// <summary>Whether anything that would be lost, or is damaged, stops the work.</summary>
    public bool Strict { get; init; }
}

/// <summary>A part of the picture with a blend of its own.</summary>
/// <param name="Mask">Full path of a picture or clip; white is where the blend applies.</param>
/// <param name="Blend">For all time.</param>
public sealed record RegionSetting(string Mask, Blend Blend);

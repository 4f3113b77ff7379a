using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Stylization;

namespace LiveStyle.App.Transcoding;

/// <summary>What <c>livestyle transcode</c> was asked for.</summary>
sealed record TranscodeOptions
{
    public required string Input { get; init; }

    public required string Output { get; init; }

    /// <summary>A bundle's folder or name.</summary>
    public required string Model { get; init; }

    /// <summary>More styles, after the bundle's own.</summary>
    public IReadOnlyList<StyleFile> StyleFiles { get; init; } = [];

    public required Timeline Timeline { get; init; }

    public StylizerOptions Stylizer { get; init; } = new();

    public string? Codec { get; init; }

    public int? Crf { get; init; }

    /// <summary>As typed; see <see cref="Commands.SharedOptions.ReadSize"/>.</summary>
    public string? Size { get; init; }

    public TimeSpan? Start { get; init; }

    public TimeSpan? Duration { get; init; }

    public bool Overwrite { get; init; }

    /// <summary>Picture to draw of frames before and after; null for none.</summary>
    public string? ContactSheet { get; init; }
}

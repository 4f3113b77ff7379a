using LiveStyle.Quality.Losses;
using LiveStyle.Styles;

namespace LiveStyle.Quality.Reports;

/// <summary>A moment of a film that a report looked at: a frame and the one before.</summary>
/// <param name="Seconds">When the frame is shown, in the film's time.</param>
/// <param name="Blend">The styles at that moment.</param>
/// <param name="OriginalPicture">The original's frame as a small JPEG.</param>
/// <param name="FilmPicture">The film's frame as a small JPEG.</param>
public sealed record FilmSample(double Seconds, string Blend, byte[] OriginalPicture, byte[] FilmPicture)
{
    /// <summary>Null where the film has a single frame.</summary>
    public SampledFlicker? Flicker { get; init; }

    /// <summary>Null where it was not measured.</summary>
    public FrameLosses? Losses { get; init; }
}

/// <summary>How a frame differs from the one before, along the movement of the original.</summary>
/// <param name="Followed">Share of the pixels, 0 to 1, that could be followed from one frame to the other.</param>
/// <param name="IsCut">Whether the scene changes between the two, or can't be followed: there is no error then.</param>
/// <param name="Film">Warping error of the film: mean squared difference, pixels in [0,1].</param>
/// <param name="Unstyled">The same of the original: what any film of it has at least.</param>
public sealed record SampledFlicker(double Followed, bool IsCut, double Film, double Unstyled);

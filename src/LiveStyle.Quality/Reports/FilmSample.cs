using LiveStyle.Quality.Losses;
using LiveStyle.Styles;

namespace LiveStyle.Quality.Reports;

/// <summary>A moment of a film that a report looked at: a frame and the one before.</summary>
/// <param name="Seconds">The moment when the frame is shown, in seconds of the film.</param>
/// <param name="Blend">The styles at that moment.</param>
/// <param name="OriginalPicture">The original's frame as a small JPEG.</param>
/// <param name="FilmPicture">The film's frame as a small JPEG.</param>
public sealed record FilmSample(double Seconds, string Blend, byte[] OriginalPicture, byte[] FilmPicture)
{
    /// <summary>The difference from the frame before; null where the film has a single frame.</summary>
    public SampledFlicker? Flicker { get; init; }

    /// <summary>The losses of the frame; null where they were not measured.</summary>
    public FrameLosses? Losses { get; init; }
}

/// <summary>The difference of a frame from the one before, along the movement of the original.</summary>
/// <param name="Followed">The share of the pixels, 0 to 1, that could be followed from one frame to the other.</param>
/// <param name="IsCut">Whether the scene changes between the two, or can't be followed: there is no error then.</param>
/// <param name="Film">The warping error of the film: mean squared difference, pixels in [0,1].</param>
/// <param name="Unstyled">The warping error of the original, which any film of it has at least.</param>
public sealed record SampledFlicker(double Followed, bool IsCut, double Film, double Unstyled);

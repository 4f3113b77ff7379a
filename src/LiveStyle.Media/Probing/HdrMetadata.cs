namespace LiveStyle.Media.Probing;

/// <summary>What an HDR clip says of the screen it was graded on, and of its own brightness.</summary>
/// <param name="Display">Null where not stated.</param>
/// <param name="MaxContentLight">Nits of the brightest pixel (MaxCLL); 0 where not stated.</param>
/// <param name="MaxAverageLight">Nits of the brightest frame's average (MaxFALL); 0 where not stated.</param>
public sealed record HdrMetadata(MasteringDisplay? Display, int MaxContentLight, int MaxAverageLight);

/// <summary>The color volume of the screen that a clip was graded on (SMPTE ST 2086).</summary>
/// <param name="Red">CIE 1931 chromaticity.</param>
/// <param name="Green">CIE 1931 chromaticity.</param>
/// <param name="Blue">CIE 1931 chromaticity.</param>
/// <param name="White">CIE 1931 chromaticity.</param>
/// <param name="MaxLuminance">Nits.</param>
/// <param name="MinLuminance">Nits.</param>
public sealed record MasteringDisplay(
    Chromaticity Red,
    Chromaticity Green,
    Chromaticity Blue,
    Chromaticity White,
    double MaxLuminance,
    double MinLuminance);

/// <summary>A color without its brightness, as x and y of CIE 1931.</summary>
public readonly record struct Chromaticity(double X, double Y);

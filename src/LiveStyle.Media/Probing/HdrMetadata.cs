namespace LiveStyle.Media.Probing;

/// <summary>What an HDR clip says of the screen it was graded on, and of its own brightness.</summary>
/// <param name="Display">The screen; null where not stated.</param>
/// <param name="MaxContentLight">The light of the brightest pixel (MaxCLL), in nits; 0 where not stated.</param>
/// <param name="MaxAverageLight">The average light of the brightest frame (MaxFALL), in nits; 0 where not stated.</param>
public sealed record HdrMetadata(MasteringDisplay? Display, int MaxContentLight, int MaxAverageLight)
{
    /// <summary>What of side data tells it; null: nothing does.</summary>
    public static HdrMetadata? Of(IReadOnlyCollection<SideData> sides)
    {
        MasteringDisplay? display = sides.Where(side => side.Type == "Mastering display metadata").Select(MasteringDisplay.Of).FirstOrDefault(found => found is not null);
        SideData? light = sides.FirstOrDefault(side => side.Type == "Content light level metadata");
        return display is null && light is null ? null : new HdrMetadata(display, (int)(light?.Number("max_content") ?? 0), (int)(light?.Number("max_average") ?? 0));
    }
}

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
    double MinLuminance)
{
    /// <summary>Reads the screen out of side data; null where chromaticities or luminances are missing, since either half may be.</summary>
    public static MasteringDisplay? Of(SideData side)
    {
        var display = new MasteringDisplay(
            Color("red"), Color("green"), Color("blue"), Color("white_point"), side.Number("max_luminance"), side.Number("min_luminance"));
        return display.White.Y > 0 && display.MaxLuminance > 0 ? display : null;

        Chromaticity Color(string name) => new(side.Number(name + "_x"), side.Number(name + "_y"));
    }
}

/// <summary>A color without its brightness, as x and y of CIE 1931.</summary>
public readonly record struct Chromaticity(double X, double Y);

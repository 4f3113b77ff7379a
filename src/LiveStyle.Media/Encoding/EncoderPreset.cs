namespace LiveStyle.Media.Encoding;

/// <summary>How much time an encoder takes for a smaller file, by the names of x264 and x265, whichever encoder it is.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="SvtAv1">libsvtav1's -preset: 0..13, higher is faster.</param>
/// <param name="Aom">libaom's -cpu-used, of which its good quality knows 0..6, higher is faster.</param>
/// <param name="Vp9">libvpx's -cpu-used, of which its good quality knows 0..5, higher is faster.</param>
sealed record EncoderPreset(string Name, int SvtAv1, int Aom, int Vp9)
{
    static readonly EncoderPreset[] All =
    [
        new("ultrafast", 12, 6, 5),
        new("superfast", 12, 6, 5),
        new("veryfast", 11, 6, 5),
        new("faster", 10, 6, 5),
        new("fast", 9, 6, 5),
        new("medium", 8, 6, 4),
        new("slow", 6, 5, 3),
        new("slower", 4, 4, 2),
        new("veryslow", 2, 2, 1),
        new("placebo", 0, 0, 0),
    ];

    public static EncoderPreset Medium { get; } = Array.Find(All, preset => preset.Name == "medium")!;

    /// <exception cref="MediaException">No preset is called so.</exception>
    public static EncoderPreset Of(string name) => Array.Find(All, preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MediaException($"no preset is called {name}; there are {string.Join(", ", All.Select(preset => preset.Name))}");
}

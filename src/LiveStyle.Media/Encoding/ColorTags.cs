using LiveStyle.Frames;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Encoding;

/// <summary>Which matrix, primaries and transfer a file is tagged with, by ffmpeg's names as its probe gives them.</summary>
public readonly record struct ColorTags(string Matrix, string Primaries, string Transfer)
{
    static readonly string[] AllPrimaries =
        ["bt709", "bt470m", "bt470bg", "smpte170m", "smpte240m", "film", "bt2020", "smpte428", "smpte431", "smpte432"];

    static readonly string[] AllTransfers =
    [
        "bt709", "bt470m", "bt470bg", "smpte170m", "smpte240m", "linear", "iec61966-2-4", "iec61966-2-1",
        "bt2020-10", "bt2020-12", "smpte2084", "smpte428", "arib-std-b67",
    ];

    /// <summary>The name of the transfer as an option of the encoder spells it.</summary>
    public string TransferOption => Transfer switch
    {
        "bt470m" => "gamma22",
        "bt470bg" => "gamma28",
        _ => Transfer,
    };

    /// <summary>What of a clip's tags can't be written: "primaries ebu3213, transfer log100"; empty: nothing. Of the matrix, the numbers follow the film's.</summary>
    public static string Lost(ColorInfo clip) => string.Join(", ", new[]
    {
        clip.Primaries is { } primaries && !AllPrimaries.Contains(primaries) ? $"primaries {primaries}" : null,
        clip.Transfer is { } transfer && !AllTransfers.Contains(transfer) ? $"transfer {transfer}" : null,
    }.OfType<string>());

    /// <param name="matrix">The matrix of the pictures, which tells what goes with it.</param>
    /// <param name="clip">The clip's tags, which go first where they say something that can be written.</param>
    public static ColorTags Of(ColorMatrix matrix, ColorInfo? clip)
    {
        ColorTags usual = matrix switch
        {
            ColorMatrix.Bt601 => new("smpte170m", "smpte170m", "smpte170m"),
            ColorMatrix.Bt2020 => new("bt2020nc", "bt2020", "bt2020-10"),
            _ => new("bt709", "bt709", "bt709"),
        };
        return new ColorTags(
            // Two names of the same numbers.
            matrix is ColorMatrix.Bt601 && clip?.Matrix == "bt470bg" ? "bt470bg" : usual.Matrix,
            AllPrimaries.Contains(clip?.Primaries) ? clip!.Primaries! : usual.Primaries,
            AllTransfers.Contains(clip?.Transfer) ? clip!.Transfer! : usual.Transfer);
    }
}

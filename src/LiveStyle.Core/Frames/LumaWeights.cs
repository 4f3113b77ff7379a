namespace LiveStyle.Frames;

/// <summary>The shares of red, green and blue in luma; they add up to 1.</summary>
/// <param name="Red">The share of nonlinear red, 0 to 1.</param>
/// <param name="Green">The share of nonlinear green, 0 to 1.</param>
/// <param name="Blue">The share of nonlinear blue, 0 to 1.</param>
public readonly record struct LumaWeights(double Red, double Green, double Blue)
{
    internal const double Red709 = 0.2126, Green709 = 0.7152, Blue709 = 0.0722;

    /// <summary>ITU-R BT.601's: standard definition.</summary>
    public static LumaWeights Bt601 { get; } = new(0.299, 0.587, 0.114);

    /// <summary>ITU-R BT.709's: high definition and sRGB.</summary>
    public static LumaWeights Bt709 { get; } = new(Red709, Green709, Blue709);

    /// <summary>ITU-R BT.2020's, non-constant luminance.</summary>
    public static LumaWeights Bt2020 { get; } = new(0.2627, 0.678, 0.0593);

    /// <summary>Gives the shares of a matrix.</summary>
    public static LumaWeights Of(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt601 => Bt601,
        ColorMatrix.Bt709 => Bt709,
        _ => Bt2020,
    };
}

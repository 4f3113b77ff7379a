using LiveStyle.TestKit.Pictures;

namespace LiveStyle.TestKit.Golden;

/// <summary>How far a picture may be from its golden one, in levels of 255.</summary>
/// <param name="Mean">Over all pixels, at most.</param>
/// <param name="Rare">In 99.9 % of the pixels, at most: of a picture of 96×64, six may be further off.</param>
readonly record struct PictureTolerance(double Mean, int Rare)
{
    /// <summary>What whole numbers alone make: nothing rounds.</summary>
    public static PictureTolerance Exact => new(0, 0);

    /// <summary>One operation in floating point, rounded once: a level here and there.</summary>
    public static PictureTolerance Drawn => new(0.1, 1);

    /// <summary>
    /// A network in float32, whatever adds its sums up, and in whatever order. On this scene the shaders (lavapipe) are off ONNX Runtime by one level in a
    /// pixel or two, less than 0.001 in the mean; processors differ by other orders of the same sums, for which the rest is left. A style at 95 % of its
    /// strength is 5 to 9 levels off in the mean and 13 to 22 in 99.9 %.
    /// </summary>
    public static PictureTolerance Network => new(0.5, 3);

    /// <summary>ffmpeg's own conversions lie between, whose rounding and dithering differ by version and processor.</summary>
    public static PictureTolerance Converted => new(1, 6);

    public bool Allows(PictureDifference difference) => difference.Mean <= Mean && difference.Rare <= Rare;

    public override string ToString() => FormattableString.Invariant($"{Mean} in the mean and {Rare} in 99.9 %");
}

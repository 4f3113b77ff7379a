namespace LiveStyle.TestKit.Pictures;

/// <summary>How far two pictures are apart. A pixel's difference is the largest of its four channels', 0 to 255 levels.</summary>
/// <param name="Mean">Over all pixels.</param>
/// <param name="Rare">What 99.9 % of the pixels keep to.</param>
/// <param name="Largest">What all keep to.</param>
readonly record struct PictureDifference(double Mean, int Rare, int Largest)
{
    /// <exception cref="ArgumentException">Their sizes differ.</exception>
    public static PictureDifference Between(RgbaPicture one, RgbaPicture other)
    {
        if (one.Size != other.Size)
        {
            throw new ArgumentException($"{one.Size} can't be compared with {other.Size}", nameof(other));
        }

        var differences = new int[one.Size.Pixels];
        for (int i = 0; i < one.Pixels.Length; i++)
        {
            differences[i / 4] = Math.Max(differences[i / 4], Math.Abs(one.Pixels[i] - other.Pixels[i]));
        }

        double mean = differences.Average();
        Array.Sort(differences);
        return new PictureDifference(mean, differences[(int)Math.Ceiling(differences.Length * 0.999) - 1], differences[^1]);
    }

    public override string ToString() => FormattableString.Invariant($"{Mean:0.000} levels in the mean, {Rare} in 99.9 % of the pixels, {Largest} at most");
}

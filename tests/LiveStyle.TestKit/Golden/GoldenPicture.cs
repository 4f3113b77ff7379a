using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.TestKit.Golden;

/// <summary>
/// Compares pictures with those in tests/golden, which somebody has looked at. What differs is drawn into artifacts/golden: old, new, and the difference.
/// With LIVESTYLE_UPDATE_GOLDEN=1 a picture that differs, or is missing, takes its golden one's place; one that still agrees stays as it is.
/// </summary>
static class GoldenPicture
{
    public const string UpdateVariable = "LIVESTYLE_UPDATE_GOLDEN";

    /// <summary>Whether goldens are written: then what only follows another picture has nothing to be compared with.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string PathOf(string name) => Repository.PathOf(Path.Combine("tests", "golden", name + ".png"));

    /// <summary>Where a difference is drawn.</summary>
    public static string SheetOf(string name) => Repository.PathOf(Path.Combine("artifacts", "golden", name.Replace('/', '-') + ".png"));

    /// <param name="name">Path below tests/golden, with slashes, without an extension.</param>
    /// <param name="actual">What the product has made.</param>
    /// <param name="tolerance">Within which it may differ.</param>
    public static void Check(string name, RgbaPicture actual, PictureTolerance tolerance) => Check(name, actual, tolerance, IsUpdating);

    /// <param name="mayUpdate">Whether the golden picture is replaced.</param>
    public static void Check(string name, RgbaPicture actual, PictureTolerance tolerance, bool mayUpdate)
    {
        string path = PathOf(name);
        RgbaPicture? golden = File.Exists(path) ? RgbaPicture.Read(path) : null;
        if (Complaint(golden, actual, tolerance) is not { } complaint)
        {
            return;
        }

        string sheet = SheetOf(name);
        DifferenceSheet.Draw(golden, actual).Save(sheet);
        if (!mayUpdate)
        {
            Assert.Fail($"the golden picture {name}: {complaint}. Look at {sheet} (old, new, their difference times {DifferenceSheet.Gain}); "
                + $"where the new one is right, run this test with {UpdateVariable}=1 and commit {path}");
        }

        actual.Save(path);
        TestContext.Current.TestOutputHelper?.WriteLine($"the golden picture {name} is new: {complaint}. Look at {sheet}");
    }

    static string? Complaint(RgbaPicture? golden, RgbaPicture actual, PictureTolerance tolerance)
    {
        if (golden is null)
        {
            return "it is missing";
        }

        if (golden.Size != actual.Size)
        {
            return $"it has {golden.Size} pixels, and now there are {actual.Size}";
        }

        PictureDifference difference = PictureDifference.Between(golden, actual);
        return tolerance.Allows(difference) ? null : $"it is off by {difference}, where {tolerance} are allowed";
    }
}

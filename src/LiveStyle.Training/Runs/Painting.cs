using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;
using LiveStyle.Training.Photos;
using static TorchSharp.torch;

namespace LiveStyle.Training.Runs;

/// <summary>A style to learn: its slug, and the picture's file; "original" has none.</summary>
/// <param name="Side">Short side at which this painting is taken, in pixels: its stroke size; null takes the run's.</param>
sealed record Painting(string Slug, string? Path, int? Side = null)
{
    /// <summary>Between a painting's name and a side of its own, as in munch-scream@512.</summary>
    const char At = '@';

    /// <summary>Of the short side, in pixels; of the long side as a multiple of the short one; and of both together.</summary>
    const int SmallestSide = 64, LargestSide = 4096, LongestAspect = 8;
    const long LargestPixels = 100_000_000;

    public static Painting Original { get; } = new(StyleInfo.Original, null);

    public bool IsOriginal => Path is null;

    /// <summary>
    /// "original" first, then the folder's pictures, all or the named ones in the order named. NAME@SIDE takes a painting at a
    /// short side of so many pixels, as the style NAME-SIDE: one painting can be several styles, with fine and broad strokes.
    /// </summary>
    public static IReadOnlyList<Painting> Find(string folder, IReadOnlyList<string> slugs)
    {
        var found = new Dictionary<string, Painting>();
        foreach (string path in PhotoPacker.ListPictures(folder))
        {
            string slug = SlugOf(path);
            if (slug == StyleInfo.Original)
            {
                throw new MediaException($"{path}: '{slug}' is the name of the style that gives the picture back; rename the painting");
            }

            if (!found.TryAdd(slug, new Painting(slug, path)))
            {
                throw new MediaException($"{path}: two paintings are named '{slug}'; rename one");
            }
        }

        IEnumerable<Painting> chosen = slugs.Count == 0 ? found.Values : slugs.Select(name => Choose(found, name, folder)).DistinctBy(painting => painting.Slug);
        return [Original, .. chosen];
    }

    /// <summary>By its name, with a side of its own or without; a style's name such as munch-scream-512 does too.</summary>
    static Painting Choose(Dictionary<string, Painting> found, string name, string folder)
    {
        if (found.TryGetValue(name, out Painting? painting))
        {
            return painting;
        }

        int cut = Math.Max(name.LastIndexOf(At), name.LastIndexOf('-'));
        if (cut < 1 || !found.TryGetValue(name[..cut], out painting) || !int.TryParse(name[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int side))
        {
            throw new MediaException($"{folder}: holds no painting '{name}'; it has {string.Join(", ", found.Keys)}");
        }

        return side is >= SmallestSide and <= LargestSide
            ? painting with { Slug = $"{painting.Slug}-{side}", Side = side }
            : throw new MediaException($"{name}: a painting can be taken at a short side of {SmallestSide} to {LargestSide} pixels");
    }

    /// <summary>The paintings that can be read, and those that can't; "original" always stays.</summary>
    public static (IReadOnlyList<Painting> Usable, IReadOnlyList<LeftOut> LeftOut) Sort(IReadOnlyList<Painting> paintings)
    {
        LeftOut?[] problems = [.. paintings.AsParallel().AsOrdered().Select(painting => painting.Check())];
        return (
            [.. paintings.Where((_, i) => problems[i] is null)],
            [.. problems.OfType<LeftOut>()]);
    }

    /// <summary>float32 [1,3,H,W] in [0,1], or null for "original".</summary>
    /// <param name="shortSide">In pixels, where the painting has no <see cref="Side"/> of its own.</param>
    /// <exception cref="MediaException">The picture can't be read, or is too small, too large or a strip.</exception>
    public Tensor? Load(int shortSide)
    {
        if (Path is null)
        {
            return null;
        }

        shortSide = Side ?? shortSide;
        using HostFrame whole = Read(Path);
        double scale = (double)shortSide / Math.Min(whole.Size.Width, whole.Size.Height);
        using HostFrame scaled = StillImage.Resize(whole, new FrameSize(
            (int)Math.Round(whole.Size.Width * scale), (int)Math.Round(whole.Size.Height * scale)));
        return FrameTensor.From(scaled);
    }

    LeftOut? Check()
    {
        try
        {
            if (Path is not null)
            {
                Read(Path).Dispose();
            }

            return null;
        }
        catch (MediaException problem)
        {
            return LeftOut.Because(Path!, problem);
        }
    }

    static HostFrame Read(string path)
    {
        HostFrame frame = StillImage.Load(path, LargestPixels);
        int side = Math.Min(frame.Size.Width, frame.Size.Height);
        string? problem = side < SmallestSide
            ? $"{frame.Size} is too small to show a style; give a painting with sides of at least {SmallestSide} pixels"
            : Math.Max(frame.Size.Width, frame.Size.Height) > LongestAspect * side
                ? $"{frame.Size} is a strip; crop it to at most {LongestAspect} times as long as wide"
                : null;
        if (problem is null)
        {
            return frame;
        }

        frame.Dispose();
        throw new MediaException($"{path}: {problem}");
    }

    /// <summary>A file's name as a slug: lower case, words joined by single hyphens, beginning with a letter.</summary>
    public static string SlugOf(string path) =>
        StyleInfo.SlugOf(System.IO.Path.GetFileNameWithoutExtension(path))
        ?? throw new MediaException($"{path}: its name makes no style name; rename it with letters, digits and hyphens");
}

using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using System.Text.RegularExpressions;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media.Sequences;

/// <summary>A film as pictures, one a file, shown at a steady rate. Immutable.</summary>
/// <param name="Pattern">"frames/%05d.png" (numbered without a gap) or "frames/*.png" (in the names' order).</param>
/// <param name="Files">Full paths in the order of the film; not empty.</param>
/// <param name="First">Number of the first picture; 0 where they are taken in the names' order.</param>
/// <param name="Rate">Pictures a second.</param>
public sealed partial record ImageSequence(string Pattern, IReadOnlyList<string> Files, long First, Rational Rate)
{
    /// <summary>The pictures a second where nobody says otherwise, which are ffmpeg's own.</summary>
    public static Rational UsualRate { get; } = new(25, 1);

    /// <summary>Whether a path means many pictures: its file name has a number's place ("%05d") or wildcards, and no file is called so.</summary>
    public static bool IsPattern(string path) =>
        !QuotedPath.IsUrl(path) && (IsNumbered(path) || Path.GetFileName(path).AsSpan().ContainsAny('*', '?')) && !File.Exists(path);

    /// <summary>Whether a path numbers its pictures, as an output must.</summary>
    public static bool IsNumbered(string path) => Place().Count(Path.GetFileName(path)) == 1;

    /// <summary>Name of the picture of a number: "out/%04d.png", 7 → "out/0007.png".</summary>
    public static string PictureOf(string pattern, long number)
    {
        string name = Path.GetFileName(pattern);
        string digits = number.ToString(CultureInfo.InvariantCulture);
        return Path.Combine(Path.GetDirectoryName(pattern) ?? "", Place().Replace(name, place => digits.PadLeft(Width(place), '0')));
    }

    /// <summary>The pictures that are there, by the numbers in their names; none where the folder is missing.</summary>
    public static IReadOnlyList<(long Number, string Path)> PicturesOf(string pattern)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!;
        if (!Directory.Exists(folder))
        {
            return [];
        }

        string name = Path.GetFileName(pattern);
        Match place = Place().Match(name);
        string before = name[..place.Index], after = name[(place.Index + place.Length)..];
        var found = new List<(long, string)>();
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            ReadOnlySpan<char> own = Path.GetFileName(file.AsSpan());
            if (own.Length > before.Length + after.Length && own.StartsWith(before, StringComparison.Ordinal) && own.EndsWith(after, StringComparison.Ordinal) &&
                long.TryParse(own[before.Length..^after.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number) &&
                own.SequenceEqual(Path.GetFileName(PictureOf(pattern, number))))
            {
                found.Add((number, file));
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>The files that a path means: itself, a pattern's pictures, or none, where nothing is there or it is an address.</summary>
    public static IReadOnlyList<string> FilesOf(string path) =>
        QuotedPath.IsUrl(path) ? []
        : !IsPattern(path) ? (File.Exists(path) ? [path] : [])
        : IsNumbered(path) ? [.. PicturesOf(path).Select(picture => picture.Path)]
        : Matching(path);

    /// <summary>Finds a pattern's pictures.</summary>
    /// <exception cref="MediaException">There are none, or one is missing between the first and the last.</exception>
    public static ImageSequence Find(string pattern, Rational rate)
    {
        if (!IsNumbered(pattern))
        {
            IReadOnlyList<string> files = Matching(pattern);
            return files.Count > 0 ? new ImageSequence(pattern, files, 0, rate) : throw new MediaException($"no picture is called as {pattern} says; check the folder");
        }

        IReadOnlyList<(long Number, string Path)> pictures = PicturesOf(pattern);
        if (pictures.Count == 0)
        {
            throw new MediaException($"no picture is called as {pattern} says; check the folder and the number of digits");
        }

        for (int i = 1; i < pictures.Count; i++)
        {
            if (pictures[i].Number != pictures[i - 1].Number + 1)
            {
                throw new MediaException(
                    $"{PictureOf(pattern, pictures[i - 1].Number + 1)} is missing: {pattern} goes from {pictures[0].Number} to {pictures[^1].Number}; bring it back, or take the others as they are: {Place().Replace(Path.GetFileName(pattern), "*")}, in quotes");
            }
        }

        return new ImageSequence(pattern, [.. pictures.Select(picture => picture.Path)], pictures[0].Number, rate);
    }

    /// <summary>ffmpeg's options and input that read it; light of EXR is linear, and becomes sRGB.</summary>
    internal string Input
    {
        get
        {
            string light = Path.GetExtension(Pattern).Equals(".exr", StringComparison.OrdinalIgnoreCase) ? "-apply_trc iec61966_2_1 " : "";
            string kind = IsNumbered(Pattern)
                ? string.Create(CultureInfo.InvariantCulture, $"-pattern_type sequence -start_number {First}")
                : "-pattern_type glob";
            return $"{light}-f image2 {kind} -framerate {Rate} -i {QuotedPath.Quote(IsNumbered(Pattern) ? "file:" + Escape(Pattern) : Wildcards())}";
        }
    }

    /// <summary>The pattern as ffmpeg's image2 takes it: a percent sign that is not the number's place stands for itself.</summary>
    public static string Escape(string pattern)
    {
        string name = Path.GetFileName(pattern);
        Match place = Place().Match(name);
        return Path.Combine(
            Doubled(Path.GetDirectoryName(pattern) ?? ""), Doubled(name[..place.Index]) + place.Value + Doubled(name[(place.Index + place.Length)..]));

        static string Doubled(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
    }

    static string[] Matching(string pattern)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!, name = Path.GetFileName(pattern);
        if (OperatingSystem.IsWindows())
        {
            throw new MediaException($"{pattern}: here ffmpeg knows no wildcards; number the pictures and give a pattern such as frames/%05d.png");
        }

        string[] files = !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder).Where(file =>
                Path.GetFileName(file)[0] != '.' && FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(file), ignoreCase: false)),
        ];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>Only the file name's wildcards are some. No protocol before it: ffmpeg hands it to the system as it is.</summary>
    string Wildcards()
    {
        var text = new StringBuilder();
        foreach (char letter in Path.GetDirectoryName(Path.GetFullPath(Pattern))!)
        {
            text.Append(letter is '*' or '?' or '[' or ']' or '{' or '}' or '\\' ? "\\" : "").Append(letter);
        }

        text.Append('/');
        foreach (char letter in Path.GetFileName(Pattern))
        {
            text.Append(letter is '[' or ']' or '{' or '}' ? "\\" : "").Append(letter);
        }

        return text.ToString();
    }

    static int Width(Match place) => place.Groups[1].ValueSpan is { Length: > 0 } width ? int.Parse(width, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex("%0?([0-9]{0,2})d")]
    private static partial Regex Place();
}

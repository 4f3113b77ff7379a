using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;

namespace LiveStyle.Quality.Losses;

/// <summary>The paintings that styles were learned from, files named as the styles.</summary>
sealed class PaintingFolder
{
    /// <summary>Short side at which a painting is looked at where its style does not say, as the trainer's evaluation does.</summary>
    const int UsualSide = 320;

    static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif"];

    readonly Dictionary<string, string> files;

    PaintingFolder(Dictionary<string, string> files) => this.files = files;

    /// <exception cref="LiveStyleException">The folder is missing or holds no picture.</exception>
    public static PaintingFolder Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new LiveStyleException($"{folder}: no such folder; give the folder of the paintings, or measure no style loss") { Remedies = Remedies.Paintings };
        }

        var files = new Dictionary<string, string>();
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()) && StyleInfo.SlugOf(Path.GetFileNameWithoutExtension(path)) is { } slug)
            {
                files.TryAdd(slug, path);
            }
        }

        return files.Count > 0
            ? new PaintingFolder(files)
            : throw new LiveStyleException($"{folder}: holds no picture; give the folder of the paintings, or measure no style loss") { Remedies = Remedies.Paintings };
    }

    /// <summary>The painting as large as its style took it; null where the folder has none of that name. The caller's.</summary>
    /// <exception cref="MediaException">The picture can't be read.</exception>
    public HostFrame? Load(StyleInfo style)
    {
        // One painting can be several styles: munch-scream-512 is munch-scream taken at 512.
        int cut = style.Slug.LastIndexOf('-');
        int? side = style.PaintingSide;
        if (!files.TryGetValue(style.Slug, out string? path))
        {
            if (cut < 1 || !int.TryParse(style.Slug[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int own) || !files.TryGetValue(style.Slug[..cut], out path))
            {
                return null;
            }

            side ??= own;
        }

        using HostFrame whole = StillImage.Load(path);
        double scale = (double)(side ?? UsualSide) / Math.Min(whole.Size.Width, whole.Size.Height);
        return StillImage.Resize(whole, new FrameSize(
            (int)Math.Round(whole.Size.Width * scale), (int)Math.Round(whole.Size.Height * scale)));
    }
}

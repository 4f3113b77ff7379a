using System.Text;
using System.Text.RegularExpressions;
using FFMpegCore;
using FFMpegCore.Arguments;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>
/// A file or URL on ffmpeg's argument line. FFMpegCore only puts quotes around a path; this one survives
/// quotes, leading dashes and colons in file names.
/// </summary>
sealed partial class QuotedPath(string text) : IInputArgument, IOutputArgument
{
    public string Text { get; } = text;

    /// <summary>Pictures that ffmpeg knows by their extension, and would number by a "%d" anywhere in their path.</summary>
    static readonly string[] Numbered =
    [
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".tif", ".tiff", ".webp", ".exr", ".tga", ".ppm", ".pgm", ".pbm", ".pnm", ".pam", ".dpx", ".jp2", ".j2k", ".jxl",
        ".hdr", ".qoi", ".pcx", ".sgi", ".xbm", ".svg",
    ];

    /// <summary>One file, whatever is in its name, or an address.</summary>
    public static QuotedPath Input(string pathOrUrl) => new($"{Literally(pathOrUrl)}-i {Quote(Locator(pathOrUrl))}");

    public static QuotedPath Output(string path) => new(Quote(Locator(path)));

    /// <summary>ffmpeg's own standard streams, which <see cref="FfmpegProcess"/> holds the other end of.</summary>
    public static QuotedPath StandardInput { get; } = new("-i pipe:0");

    public static QuotedPath StandardOutput { get; } = new("pipe:1");

    public static bool IsUrl(string pathOrUrl)
    {
        int colon = pathOrUrl.IndexOf("://", StringComparison.Ordinal);
        return colon > 1 && pathOrUrl.AsSpan(0, colon).IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-") < 0;
    }

    /// <summary>A file says that it is one, or ffmpeg takes "a:b.mp4" for protocol a.</summary>
    public static string Locator(string pathOrUrl) => IsUrl(pathOrUrl) ? pathOrUrl : "file:" + pathOrUrl;

    /// <summary>Quotes by the rules that .NET takes an argument line apart with: a backslash counts only before a quote.</summary>
    public static string Quote(string argument)
    {
        var quoted = new StringBuilder("\"");
        int backslashes = 0;
        foreach (char letter in argument)
        {
            if (letter == '"')
            {
                quoted.Append('\\', backslashes + 1);
            }

            backslashes = letter == '\\' ? backslashes + 1 : 0;
            quoted.Append(letter);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }

    static string Literally(string path) => IsUrl(path) || !Place().IsMatch(path) ? ""
        : Numbered.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) ? "-f image2 -pattern_type none "
        : Path.GetExtension(path).Equals(".gif", StringComparison.OrdinalIgnoreCase) ? "-f gif "
        : "";

    [GeneratedRegex("%[0-9]*d")]
    private static partial Regex Place();

    public void Pre(FFOptions ffOptions)
    {
    }

    public Task During(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Post()
    {
    }
}

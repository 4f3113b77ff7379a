using System.Text.RegularExpressions;

namespace LiveStyle.Media.Streaming;

/// <summary>The list of a live stream's last files, which goes on where it was; ffmpeg deletes the files that fall out of it.</summary>
static partial class StreamPlaylist
{
    /// <summary>The most files in the list.</summary>
    public const int Parts = 8;

    /// <summary>The longest file: a player is some files behind.</summary>
    public static readonly TimeSpan Part = TimeSpan.FromSeconds(1);

    /// <summary>The files of a list, with ffmpeg's place for their number.</summary>
    /// <param name="list">The list's path.</param>
    public static string Files(string list) => Path.Combine(Folder(list), Stem(list)) + "-%05d.ts";

    /// <summary>Refuses to go on with what no live stream has left there: its files would be deleted or overwritten.</summary>
    /// <param name="list">The list's path.</param>
    /// <exception cref="MediaException">There is a list or a file of another's; nothing was changed.</exception>
    public static void Check(string list)
    {
        if (Directory.Exists(list))
        {
            throw new MediaException($"{list} is a folder; give a file name") { Location = list };
        }

        try
        {
            if (File.Exists(list))
            {
                if (!IsOfStream(list))
                {
                    throw new MediaException($"{list} is there and no live stream's list: its files would be deleted; choose another name or folder") { Location = list };
                }
            }
            else if (Directory.Exists(Folder(list)) && Directory.EnumerateFiles(Folder(list)).FirstOrDefault(file => IsPart(Path.GetFileName(file), Stem(list))) is { } left)
            {
                throw new MediaException($"{left} is there without its list, and would be overwritten; choose another name or folder, or remove it") { Location = left };
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException($"{list} can't be read: {failure.Message}", failure) { Location = list };
        }
    }

    /// <summary>
    /// A show's list, ended or not, is short, knows the time of day of each file, and names them as this program does. A film's list has
    /// neither an end to its length nor times of day.
    /// </summary>
    static bool IsOfStream(string list)
    {
        string stem = Stem(list);
        int parts = 0, times = 0;
        foreach (string line in File.ReadLines(list))
        {
            if (line.StartsWith("#EXT-X-PROGRAM-DATE-TIME:", StringComparison.Ordinal))
            {
                times++;
            }
            else if (line.Length > 0 && !line.StartsWith('#') && (++parts > Parts || !IsPart(line, stem)))
            {
                return false;
            }
        }

        return parts == times;
    }

    static bool IsPart(string name, string stem) => name.StartsWith(stem, StringComparison.Ordinal) && Ending().IsMatch(name.AsSpan(stem.Length));

    static string Folder(string list) => Path.GetDirectoryName(Path.GetFullPath(list))!;

    static string Stem(string list) => Path.GetFileNameWithoutExtension(list);

    [GeneratedRegex(@"\A-[0-9]{5,}\.ts\z")]
    private static partial Regex Ending();
}

using System.Globalization;
using System.Text;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>The original's chapters by the film's clock, as ffmpeg reads them.</summary>
static class ChapterFile
{
    /// <summary>Writes the chapters in ffmpeg's form; null where none lies in the cut.</summary>
    public static string? Text(MediaInfo original, JoinTimeline timeline)
    {
        var text = new StringBuilder(";FFMETADATA1\n");
        bool any = false;
        foreach (ChapterInfo chapter in original.Chapters)
        {
            TimeSpan start = timeline.InFilm(chapter.Start), end = timeline.InFilm(chapter.End);
            start = start < TimeSpan.Zero ? TimeSpan.Zero : start;
            end = timeline.Cut.End is not null && end > timeline.Length ? timeline.Length : end;
            if (end <= start && chapter.End > chapter.Start)
            {
                continue;
            }

            any = true;
            text.Append(CultureInfo.InvariantCulture, $"[CHAPTER]\nTIMEBASE=1/10000000\nSTART={start.Ticks}\nEND={end.Ticks}\n");
            foreach ((string name, string value) in chapter.Tags)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Escape(name)}={Escape(value)}\n");
            }
        }

        return any ? text.ToString() : null;
    }

    static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char letter in text)
        {
            escaped.Append(letter is '=' or ';' or '#' or '\\' or '\n' ? "\\" : "").Append(letter);
        }

        return escaped.ToString();
    }
}

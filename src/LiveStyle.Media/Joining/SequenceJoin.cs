using System.Globalization;
using System.Text;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Sequences;
using LiveStyle.Time;

namespace LiveStyle.Media.Joining;

/// <summary>
/// Takes a film's segments, whose pictures are coded one by one, apart into files, bit for bit. All are written aside and compared
/// before the first gets its name; their times go into a file beside them.
/// </summary>
static class SequenceJoin
{
    /// <exception cref="MediaException">They can't be written, or the segments don't hold what they promise.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while they are written aside: no picture has its name.</exception>
    public static async Task JoinAsync(FilmJoinOptions options, CancellationToken cancellation)
    {
        var output = new SequenceOutput(options.Output);
        try
        {
            output.Begin();
            await WriteAsync(options, output.Aside, cancellation).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(output.Aside, SequenceOutput.TimesFile), Times(options, Timeline(options)), cancellation).ConfigureAwait(false);
            output.Publish(options.FirstNumber, options.Segments.Sum(segment => segment.Ticks.Count));
            options.Progress?.Invoke(1);
        }
        catch (Exception failure)
        {
            output.Abandon();
            throw failure is IOException or UnauthorizedAccessException
                ? DiskFullException.Of(options.Output, failure)
                : failure is MediaException or OperationCanceledException ? failure : new MediaException(failure.Message, failure);
        }
    }

    static async Task WriteAsync(FilmJoinOptions options, string aside, CancellationToken cancellation)
    {
        string list = Path.Combine(aside, "segments.txt");
        JoinTimeline timeline = Timeline(options);
        using var names = new ListedFiles();
        await File.WriteAllTextAsync(list, JoinList.Text(options.Segments, timeline, names), cancellation).ConfigureAwait(false);
        string input = $"-f concat -safe 0 {QuotedPath.Input(list).Text}";
        string pictures = Path.Combine(aside, Path.GetFileName(options.Output));
        (int code, _, FfmpegLog complaint) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -nostdin -v error {input} -map 0:v:0 -c copy -f image2 -start_number {options.FirstNumber} -y {QuotedPath.Output(ImageSequence.Escape(pictures)).Text}",
            cancellation).ConfigureAwait(false);
        if (code != 0 || complaint.IsDiskFull)
        {
            throw FfmpegException.Writing(options.Output, complaint, code);
        }

        // ffmpeg closes each picture without a look at whether the disk took it.
        options.Progress?.Invoke(0.5);
        (_, string sizes, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(), $"-v error {input} -select_streams v:0 -show_entries packet=size -of csv=p=0", cancellation).ConfigureAwait(false);
        long number = options.FirstNumber;
        foreach (ReadOnlySpan<char> line in sizes.AsSpan().EnumerateLines())
        {
            if (long.TryParse(line.TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                var file = new FileInfo(ImageSequence.PictureOf(pictures, number++));
                if (!file.Exists || file.Length != size)
                {
                    throw new MediaException($"{Path.GetFileName(file.Name)} was not written whole; check the room on the disk, and run it again");
                }
            }
        }

        int count = options.Segments.Sum(segment => segment.Ticks.Count);
        if (number - options.FirstNumber != count)
        {
            throw new MediaException($"{options.Output} could not be joined: it has {number - options.FirstNumber} of {count} pictures; remove the segments and run it again");
        }
    }

    static JoinTimeline Timeline(FilmJoinOptions options) => new(options, ClipCut.Of(options.Original, options.Start, options.Duration));

    /// <summary>Milliseconds of each picture, and as mkvextract writes it the end of the last, in the second version of Matroska's list of times.</summary>
    static string Times(FilmJoinOptions options, JoinTimeline timeline)
    {
        var text = new StringBuilder("# timestamp format v2\n");
        foreach (long ticks in options.Segments.SelectMany(segment => segment.Ticks).Append(timeline.EndTicks))
        {
            text.Append(CultureInfo.InvariantCulture, $"{TickScale.Rescale(ticks, options.TimeBase, new Rational(1, 1_000_000_000)) / 1_000_000m:0.######}\n");
        }

        return text.ToString();
    }
}

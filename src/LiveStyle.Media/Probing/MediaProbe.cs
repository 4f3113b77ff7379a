using System.Text.Json;
using FFMpegCore;
using LiveStyle.Files;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Sequences;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>Asks ffprobe what a file or URL holds.</summary>
/// <example>
/// <code>
/// MediaInfo clip = await MediaProbe.ProbeAsync("film.mp4", CancellationToken.None);
/// Console.WriteLine($"{clip.Container}, {clip.Duration.TotalSeconds:0.0} s, {clip.Audio.Count} sound tracks");
/// if (clip.Video is { } video)
///     Console.WriteLine($"{video.Codec}, {video.Size}, {video.FrameRate} frames per second");
/// </code>
/// </example>
public static class MediaProbe
{
    /// <summary>Tells whether it is an address ("https://…") and not a file's path.</summary>
    public static bool IsUrl(string pathOrUrl) => QuotedPath.IsUrl(pathOrUrl);

    /// <summary>Asks ffprobe what a file or address holds.</summary>
    /// <param name="pathOrUrl">A file's path, or an address that ffmpeg reads.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <exception cref="MediaException">Nothing is there, it is not readable, or there is no ffprobe.</exception>
    public static Task<MediaInfo> ProbeAsync(string pathOrUrl, CancellationToken cancellation) =>
        ProbeAsync(pathOrUrl, ImageSequence.UsualRate, cancellation);

    /// <summary>Asks ffprobe what a file, an address or a sequence of pictures holds.</summary>
    /// <param name="pathOrUrl">
    /// A file's path, an address that ffmpeg reads, or a pattern of many pictures: see <see cref="ImageSequence.IsPattern"/>.
    /// </param>
    /// <param name="rate">The pictures a second of such a pattern.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    public static Task<MediaInfo> ProbeAsync(string pathOrUrl, Rational rate, CancellationToken cancellation) =>
        ProbeAsync(pathOrUrl, rate, null, cancellation);

    /// <summary>Asks ffprobe what a file, an address or a sequence of pictures holds, and chooses one of its picture tracks.</summary>
    /// <param name="pathOrUrl">
    /// A file's path, an address that ffmpeg reads, or a pattern of many pictures: see <see cref="ImageSequence.IsPattern"/>.
    /// </param>
    /// <param name="rate">The pictures a second of such a pattern.</param>
    /// <param name="stream">The number of the picture track that is wanted, among all streams; null for the one that players show.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    public static async Task<MediaInfo> ProbeAsync(string pathOrUrl, Rational rate, int? stream, CancellationToken cancellation)
    {
        ImageSequence? sequence = ImageSequence.IsPattern(pathOrUrl) ? ImageSequence.Find(pathOrUrl, rate) : null;
        RequireFile(sequence?.Files[0] ?? pathOrUrl);
        string arguments = Report + (sequence?.Input ?? QuotedPath.Input(pathOrUrl).Text);
        (int code, string output, FfmpegLog complaint) =
            await FfmpegProcess.RunAsync(FfmpegPrograms.Ffprobe(), arguments, cancellation).ConfigureAwait(false);
        if (code != 0)
        {
            throw Unreadable(pathOrUrl, complaint.Essence(), complaint, code);
        }

        MediaInfo info = Read(pathOrUrl, output);
        info = stream is { } chosen ? info.OfStream(chosen) : info;
        if (sequence is not null)
        {
            return info with { Sequence = sequence, Video = info.Video is { } video ? video with { IsStillPicture = false, FrameCount = sequence.Files.Count } : null };
        }

        if (info.Video is { Hdr: not null } deep)
        {
            info = info.With(deep with { Mastering = await HdrMetadataProbe.QueryAsync(pathOrUrl, deep.Index, cancellation).ConfigureAwait(false) });
        }

        info = info.Video is null or { IsStillPicture: true } && AnimatedWebp.IsIn(pathOrUrl) ? info with { Obstacle = AnimatedWebp.Obstacle } : info;
        return await OpacityProbe.LookAsync(info, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>What ffprobe is asked for, before its input.</summary>
    internal const string Report = "-v error -print_format json -show_format -show_streams -show_chapters -show_programs ";

    /// <param name="pathOrUrl">How it is called.</param>
    /// <param name="output">What ffprobe printed.</param>
    internal static MediaInfo Read(string pathOrUrl, string output)
    {
        try
        {
            FFProbeAnalysis analysis = FFProbe.FromJson(output).Raw;
            if (analysis.Format?.FormatName is not { } container || analysis.Streams is not { Count: > 0 } || container == "tty")
            {
                // "tty" is how ffmpeg would film a text file.
                throw Unreadable(pathOrUrl, null);
            }

            return StreamReading.Complete(ProbeReading.Read(pathOrUrl, analysis), output);
        }
        catch (JsonException damaged)
        {
            throw Unreadable(pathOrUrl, damaged.Message);
        }
    }

    static void RequireFile(string path)
    {
        if (QuotedPath.IsUrl(path))
        {
            return;
        }

        if (path.Length == 0)
        {
            throw new MediaException("the input's name is empty; give a video file");
        }

        if (Directory.Exists(path))
        {
            throw new MediaException($"{path} is a folder; give a video file");
        }

        if (StreamFile.IsStream(path))
        {
            throw new MediaException($"{path} is a pipe or a device, which gives its bytes only once; give a file");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new MediaException($"{path} does not exist; check the path");
        }

        if (file.Length == 0)
        {
            throw new MediaException($"{path} is empty; give a video file");
        }
    }

    internal static MediaException Unreadable(string location, string? why, FfmpegLog? log = null, int code = 0)
    {
        // ffmpeg repeats the path before the reason.
        bool isUrl = QuotedPath.IsUrl(location);
        why = why?.Replace(Secrets.Hide(QuotedPath.Locator(location)) + ": ", "", StringComparison.Ordinal);
        location = Secrets.Hide(location);
        string message = why switch
        {
            null or "Invalid data found when processing input" or "End of file" => $"{location} is not a media file that ffmpeg can read; give a video file",
            "moov atom not found" => $"{location} is no whole video file ({why}); copy or download it again",
            _ when isUrl => $"{location} can't be read: {why}; check the address",
            _ => $"{location} can't be read: {why}; check the file",
        };
        return log is null ? new MediaException(message) { Location = location } : new FfmpegException(message, log, code) { Location = location };
    }
}

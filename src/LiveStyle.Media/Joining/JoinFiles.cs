using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>What one join writes beside the segments for ffmpeg to read. Disposal removes it.</summary>
sealed class JoinFiles : IDisposable
{
    readonly string folder;
    readonly ListedFiles names = new();

    JoinFiles(string folder) => this.folder = folder;

    public string List => Path.Combine(folder, "segments.txt");

    /// <summary>The path of the file of chapters; null where there are none.</summary>
    public string? Chapters { get; private set; }

    /// <summary>The cover pictures' files, by the index of their stream.</summary>
    public Dictionary<int, string> Covers { get; } = [];

    /// <summary>Milliseconds that Opus tracks must be raised by, by the index of their stream.</summary>
    public Dictionary<int, int> OpusDelays { get; private set; } = [];

    /// <exception cref="MediaException">They can't be written, or a cover picture can't be read.</exception>
    public static async Task<JoinFiles> WriteAsync(FilmJoinOptions options, StreamPlan plan, JoinTimeline timeline, CancellationToken cancellation)
    {
        string place = Path.GetDirectoryName(Path.GetFullPath(options.Segments[0].Path))!;
        var files = new JoinFiles(Path.Combine(place, "join.tmp"));
        try
        {
            // One of this name was left by a join that was killed.
            files.Dispose();
            Directory.CreateDirectory(files.folder);
            await File.WriteAllTextAsync(files.List, JoinList.Text(options.Segments, timeline, files.names), cancellation).ConfigureAwait(false);
            if (ChapterFile.Text(options.Original, timeline) is { } chapters)
            {
                files.Chapters = Path.Combine(files.folder, "chapters.txt");
                await File.WriteAllTextAsync(files.Chapters, chapters, cancellation).ConfigureAwait(false);
            }

            foreach (StreamDecision cover in plan.Streams.Where(decision => decision is { Stream.IsCoverArt: true, Fate: StreamFate.Copied }))
            {
                files.Covers[cover.Stream.Index] = await files.ExtractAsync(options.Original, cover.Stream, cancellation).ConfigureAwait(false);
            }

            files.OpusDelays = await OpusDelay.MeasureAsync(
                options.Original, plan, OutputContainer.Of(options.Output), Path.Combine(files.folder, "opus.mkv"), cancellation).ConfigureAwait(false);
            return files;
        }
        catch (Exception failure)
        {
            files.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw DiskFullException.Of(files.folder, failure);
            }

            throw;
        }
    }

    public void Dispose()
    {
        names.Dispose();
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A few small files in a work folder; the film is what counts.
        }
    }

    /// <summary>A cut would not seek to it, and Matroska takes it as a file.</summary>
    async Task<string> ExtractAsync(MediaInfo original, StreamInfo cover, CancellationToken cancellation)
    {
        string extension = cover.Codec switch { "mjpeg" => "jpg", var codec => codec };
        string path = Path.Combine(folder, $"cover-{cover.Index}.{extension}");
        (int code, _, FfmpegLog complaint) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -nostdin -v error {QuotedPath.Input(original.Location).Text} -map 0:{cover.Index} -c copy -frames:v 1 -f image2 -update 1 -y {QuotedPath.Output(path).Text}",
            cancellation).ConfigureAwait(false);
        return code == 0 && File.Exists(path)
            ? path
            : throw new FfmpegException($"the cover picture of {original.Name} can't be read: {complaint.Essence() ?? $"ffmpeg ended with code {code}"}", complaint, code) { Location = original.Name };
    }
}

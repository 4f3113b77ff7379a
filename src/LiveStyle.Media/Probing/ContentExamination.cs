using System.Globalization;
using System.Text.Json;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>
/// Looks into packets and frames for what headers don't tell: captions in the pictures, dynamic metadata, timecodes. At the beginning and at some
/// places further on, since all of a long clip would take as long as decoding it; what lies between them only is not seen.
/// </summary>
public static class ContentExamination
{
    /// <summary>Places after the beginning.</summary>
    const int Places = 6;

    /// <summary>Packets of each stream at the beginning; pictures come out of order, and some decoders keep a few back.</summary>
    const int Begin = 24;

    /// <summary>The same at other places.</summary>
    const int Further = 4;

    /// <summary>The most packets that are read at one place, of all streams together.</summary>
    const int Most = 240;

    /// <summary>
    /// Reads some of a clip's packets and frames, and gives the clip with what was found in its <see cref="StreamInfo.Contents"/> and with
    /// what of it concerns the whole clip.
    /// </summary>
    /// <param name="clip">
    /// The clip, probed. A live address, which gives everybody who opens it another beginning, is not opened again: it comes back as it
    /// is.
    /// </param>
    /// <param name="pipe">The pipe that the clip comes from; null for its file.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static async Task<MediaInfo> ExamineAsync(MediaInfo clip, InputPipe? pipe, CancellationToken cancellation)
    {
        if (pipe is null && IsLive(clip))
        {
            return clip;
        }

        string report = await AskAsync($"{Arguments(clip, pipe is not null)} {ClipInput.Of(clip).Text}", pipe, cancellation).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(report);
            return ContentReading.Complete(clip, json.RootElement);
        }
        catch (JsonException)
        {
            // Nothing could be read of it; what decodes it will tell why.
            return clip;
        }
    }

    static bool IsLive(MediaInfo clip) => MediaProbe.IsUrl(clip.Location) && clip.Duration <= TimeSpan.Zero;

    static string Arguments(MediaInfo clip, bool isPiped)
    {
        int streams = Math.Max(1, clip.Streams.Count(stream => stream.Kind is not StreamKind.Attachment && !stream.IsCoverArt));
        List<string> places = [$"%+#{Math.Min(Most, (clip.Sequence is null ? Begin : Further) * streams)}"];
        if (!isPiped && clip.Sequence is null && clip.Duration > TimeSpan.FromSeconds(2) && !ProbeReading.HasNoClock(clip.Container))
        {
            for (int i = 0; i < Places; i++)
            {
                TimeSpan place = clip.Start + clip.Duration * ((i + 0.5) / Places);
                places.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, place.TotalSeconds):0.###}%+#{Math.Min(Most, Further * streams)}"));
            }
        }

        return $"-v error -print_format json -threads 0 -show_frames -show_packets -read_intervals {string.Join(',', places)}";
    }

    static async Task<string> AskAsync(string arguments, InputPipe? pipe, CancellationToken cancellation)
    {
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffprobe(), arguments);
        await using (process.ConfigureAwait(false))
        {
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            using var reader = new StreamReader(process.Output);
            Task<string> report = reader.ReadToEndAsync(CancellationToken.None);
            if (pipe is null)
            {
                process.CloseInput();
            }
            else
            {
                await pipe.FeedHeadAsync(process).ConfigureAwait(false);
            }

            string text = await report.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return text;
        }
    }
}

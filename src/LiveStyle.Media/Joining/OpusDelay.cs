using System.Globalization;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>
/// Opus begins with some milliseconds that nobody shall hear, and Matroska states them beside timestamps that count from
/// their beginning. Some versions of ffmpeg (5.1) don't count them in when they write, so that all sound comes early by them.
/// </summary>
static class OpusDelay
{
    /// <summary>Hz: the clock of every Opus track.</summary>
    const int Rate = 48_000;

    /// <summary>The delay of ffmpeg's encoder, in samples.</summary>
    const int Usual = 312;

    /// <summary>Whole milliseconds that each Opus track must be raised by, by index of its stream; empty where ffmpeg does it right.</summary>
    /// <param name="original">The clip whose tracks they are.</param>
    /// <param name="plan">What becomes of them.</param>
    /// <param name="container">The container of the film.</param>
    /// <param name="scratch">A file that may be written.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    public static async Task<Dictionary<int, int>> MeasureAsync(
        MediaInfo original, StreamPlan plan, OutputContainer container, string scratch, CancellationToken cancellation)
    {
        var delays = new Dictionary<int, int>();
        if (container.Muxer is not ("matroska" or "webm"))
        {
            return delays;
        }

        List<StreamDecision> tracks = [.. plan.Streams.Where(decision => decision.Fate is not StreamFate.Lost && IsOpus(decision))];
        if (tracks.Count == 0 || !await IsForgottenAsync(scratch, cancellation).ConfigureAwait(false))
        {
            return delays;
        }

        foreach (StreamDecision track in tracks)
        {
            int samples = track.Encoder is null ? await SamplesAsync(original, track.Stream, cancellation).ConfigureAwait(false) : Usual;
            delays[track.Stream.Index] = (int)Math.Round(samples * 1000.0 / Rate, MidpointRounding.AwayFromZero);
        }

        return delays;
    }

    static bool IsOpus(StreamDecision decision) =>
        decision.Stream.Kind is StreamKind.Audio && (decision.Encoder ?? decision.Stream.Codec) is "opus" or "libopus";

    /// <summary>Writes a moment of sound that begins before zero by the delay, and looks where it has come to lie.</summary>
    static async Task<bool> IsForgottenAsync(string scratch, CancellationToken cancellation)
    {
        (int code, _, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -nostdin -v error -f lavfi -i sine=d=0.1:r={Rate} -c:a libopus -avoid_negative_ts disabled -y -f matroska {QuotedPath.Output(scratch).Text}",
            cancellation).ConfigureAwait(false);
        if (code != 0)
        {
            return false;
        }

        (_, string report, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(), $"-v error -show_entries packet=pts -read_intervals %+#1 -of csv=p=0 {QuotedPath.Input(scratch).Text}", cancellation).ConfigureAwait(false);
        return long.TryParse(report.AsSpan().Trim().TrimEnd(','), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long first) && first < -10;
    }

    /// <summary>As the track's header ("OpusHead") has it.</summary>
    static async Task<int> SamplesAsync(MediaInfo original, StreamInfo track, CancellationToken cancellation)
    {
        (_, string report, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(),
            $"-v error -select_streams {track.Index} -show_entries stream=extradata -show_data -of default=nw=1 {QuotedPath.Input(original.Location).Text}",
            cancellation).ConfigureAwait(false);

        // "00000000: 4f70 7573 4865 6164 0101 3801 …": two bytes from the tenth on, the low one first.
        string? line = report.Split('\n').FirstOrDefault(line => line.StartsWith("00000000: 4f70 7573 4865 6164 ", StringComparison.Ordinal));
        return line?.Length > 34 && int.TryParse(line.AsSpan(35, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int swapped)
            ? (swapped >> 8) | ((swapped & 0xFF) << 8)
            : Usual;
    }
}

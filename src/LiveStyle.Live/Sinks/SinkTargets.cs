using LiveStyle.Files;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Sinks;

/// <summary>Reads where a show is to go.</summary>
public static class SinkTargets
{
    /// <summary>What can be written, for people.</summary>
    public const string Forms =
        "an address (rtmp, rtmps, srt, rtsp, udp, rtp, tcp), a file to record to (.mkv, .mp4, .mov, .ts), a list for HLS (.m3u8 or hls:FOLDER), v4l2:/dev/video9, pipewire:NAME, or null:";

    /// <summary>Reads a target. Windows and browsers are none of these: those who have them add them.</summary>
    /// <param name="text">As a user writes it.</param>
    /// <param name="coding">How it is coded; null: by size and rate.</param>
    /// <param name="split">How long a file of a recording becomes before the next one begins; null: as long as the show.</param>
    /// <exception cref="LiveStyleException">It is no target; the message says what is.</exception>
    public static SinkTarget Parse(string text, StreamCoding? coding = null, TimeSpan? split = null)
    {
        CheckText(text);
        if (text == "null:")
        {
            return new NullSinkTarget();
        }

        StreamOutput output = (StreamOutput.TryParse(text)
            ?? throw new LiveStyleException($"a show can't go to {Secrets.Hide(text)}; give {Forms}") { Location = Secrets.Hide(text) }) with { Coding = coding ?? new StreamCoding() };
        return output.Kind == StreamOutputKind.Recording ? new RecordingTarget(output, split) : new StreamSinkTarget(output);
    }

    /// <exception cref="LiveStyleException">It holds what no path and no address can.</exception>
    internal static void CheckText(string text)
    {
        if (text.Any(char.IsControl))
        {
            throw new LiveStyleException("where a show is to go is written without control characters, such as line ends; write it in plain letters");
        }
    }
}

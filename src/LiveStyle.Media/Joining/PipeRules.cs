using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>What of an original can go past the network from a pipe or to one.</summary>
static class PipeRules
{
    public static StreamDecision Decide(MediaInfo original, StreamInfo stream, OutputContainer container, bool toPipe)
    {
        if (stream.Index == original.Video?.Index)
        {
            return new StreamDecision(stream, StreamFate.Restyled);
        }

        StreamDecision Lost(string why) => new(stream, StreamFate.Lost, Loss: $"{stream}: {why}");
        return (stream.Kind, container.Muxer) switch
        {
            (StreamKind.Audio, _) => container.HoldsAudio(stream.Codec) ? new(stream, StreamFate.Copied) : new(stream, StreamFate.Converted, container.AudioEncoder),
            (StreamKind.Subtitle or StreamKind.Attachment, _) when IsFramed(original) => Lost("beside a broadcast's AAC a pipe can't carry it; give files by their names"),

            // NUT and the pieces of an MP4 don't say how long words are shown.
            (StreamKind.Subtitle, "nut" or "mp4") when toPipe => Lost($"{container.Muxer} in a pipe can't hold its lengths; the format matroska can"),
            (StreamKind.Subtitle, "mpegts") => stream.Codec is "dvb_subtitle" ? new(stream, StreamFate.Copied) : Lost("mpegts can't hold it; the format matroska can"),
            (StreamKind.Attachment, "nut" or "mpegts") => Lost($"{container.Muxer} can't hold attachments; the format matroska can"),
            (StreamKind.Subtitle or StreamKind.Attachment, _) when IsOdd(stream) => Odd(original, stream, container),
            (StreamKind.Subtitle or StreamKind.Attachment, _) => StreamRules.Decide(original, stream, container),
            (StreamKind.Data, not "mpegts") when stream.CodecTag == "tmcd" && original.Timecode is not null => new(stream, StreamFate.Converted),
            _ => Lost("a pipe does not carry it; give files by their names"),
        };
    }

    /// <summary>On its way it becomes SubRip, and in the film what that becomes.</summary>
    static StreamDecision Odd(MediaInfo original, StreamInfo stream, OutputContainer container)
    {
        StreamDecision decision = StreamRules.Decide(original, stream with { Codec = "subrip" }, container);
        return decision with { Stream = stream, Fate = decision.Fate is StreamFate.Lost ? StreamFate.Lost : StreamFate.Converted };
    }

    /// <summary>Whether a broadcast holds AAC, each packet with a header of its own.</summary>
    public static bool IsFramed(MediaInfo original) =>
        original.Container.Split(',').Any(name => name is "mpegts" or "hls") && original.Audio.Any(track => track.Codec is "aac");

    /// <summary>Subtitles that neither container holds go as SubRip.</summary>
    public static bool IsOdd(StreamInfo stream) => stream.Kind is StreamKind.Subtitle && StreamRules.IsText(stream.Codec) && !StreamRules.IsInMatroska(stream.Codec);
}

using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>What each container holds of subtitles, further pictures, attachments and data.</summary>
static class StreamRules
{
    static readonly string[] Texts = ["subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text", "subviewer", "subviewer1", "microdvd", "mpl2", "jacosub", "sami", "realtext", "stl"];

    static readonly string[] Pictures = ["hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle", "xsub"];

    /// <summary>Subtitles that Matroska holds as they are.</summary>
    static readonly string[] InMatroska = ["subrip", "ass", "ssa", "webvtt", "text", "hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle"];

    static readonly Dictionary<string, string[]> FurtherVideo = new()
    {
        ["mp4"] = ["h264", "hevc", "av1", "vp9", "mpeg4", "mpeg2video"],
        ["mov"] = ["h264", "hevc", "prores", "mpeg4", "mpeg2video", "mjpeg", "dnxhd", "dvvideo"],
        ["webm"] = ["vp8", "vp9", "av1"],
    };

    /// <summary>Whether such subtitles are words.</summary>
    public static bool IsText(string codec) => Texts.Contains(codec);

    public static bool IsInMatroska(string codec) => InMatroska.Contains(codec);

    public static StreamDecision Decide(MediaInfo original, StreamInfo stream, OutputContainer container)
    {
        string file = $"{container.Article} file";
        StreamDecision Lost(string why) => new(stream, StreamFate.Lost, Loss: $"{stream}: {why}");
        if (container.IsSequence)
        {
            return stream.Index == original.Video?.Index ? new StreamDecision(stream, StreamFate.Restyled) : Lost("pictures can't hold it; .mkv can");
        }

        StreamDecision copied = new(stream, StreamFate.Copied);
        bool isMatroska = container.Muxer is "matroska", isMp4 = container.Muxer is "mp4";
        switch (stream)
        {
            case { IsCoverArt: true }:
                // Into .mov ffmpeg writes none, and says nothing.
                return isMatroska || (isMp4 && stream.Codec is "mjpeg" or "png") ? copied : Lost($"{file} can't hold it; .mkv can");
            case { Kind: StreamKind.Video }:
                return stream.Index == original.Video?.Index ? new StreamDecision(stream, StreamFate.Restyled)
                    : isMatroska || FurtherVideo[container.Muxer].Contains(stream.Codec) ? copied
                    : Lost($"{file} can't hold further pictures of this codec; .mkv can");
            case { Kind: StreamKind.Audio }:
                return stream.Codec is "unknown" or "none" ? Lost("its codec is not known") : container.HoldsAudio(stream.Codec) ? copied : new StreamDecision(stream, StreamFate.Converted, container.AudioEncoder);
            case { Kind: StreamKind.Subtitle } when !IsChapterTrack(original, stream):
                return Subtitle(stream, container, file);
            case { Kind: StreamKind.Attachment }:
                return !isMatroska ? Lost($"{file} can't hold attachments; .mkv can")
                    : stream is { FileName: null } or { MimeType: null } ? Lost("it has no name or no type") : copied;
            case { CodecTag: "tmcd" } when original.Timecode is not null:
            case { CodecTag: "text" } when IsChapterTrack(original, stream):
                // Written anew, as a tag and as chapters.
                return new StreamDecision(stream, StreamFate.Converted);
            case { Codec: "bin_data", CodecTag: "gpmd" }:
                // GoPro's telemetry: the one kind of data that ffmpeg writes there.
                return container.Muxer is "mp4" or "mov" ? copied : Lost($"{file} can't take such data over; .mp4 and .mov can");
            default:
                return Lost($"{file} can't take such data over");
        }
    }

    /// <summary>QuickTime keeps chapters in a text track that is switched off; ffmpeg lists it sometimes as data, sometimes as subtitles.</summary>
    static bool IsChapterTrack(MediaInfo original, StreamInfo stream) =>
        stream.CodecTag == "text" && original.Chapters.Count > 0 && stream.PacketCount == original.Chapters.Count && !stream.Dispositions.Contains("default");

    static StreamDecision Subtitle(StreamInfo stream, OutputContainer container, string file)
    {
        string encoder = container.Muxer switch { "matroska" => "subrip", "webm" => "webvtt", _ => "mov_text" };
        bool holds = container.Muxer is "matroska" ? InMatroska.Contains(stream.Codec)
            : stream.Codec == encoder || (container.Muxer is "mov" && stream.Codec is "eia_608");
        if (holds)
        {
            return new StreamDecision(stream, StreamFate.Copied);
        }

        if (Texts.Contains(stream.Codec))
        {
            string? loss = stream.Codec is "ass" or "ssa" ? $"{stream}: {file} holds their words, not all of their styles and places; .mkv does" : null;
            return new StreamDecision(stream, StreamFate.Converted, encoder, loss);
        }

        return new StreamDecision(stream, StreamFate.Lost, Loss: Pictures.Contains(stream.Codec)
            ? $"{stream}: {file} can't hold pictures as subtitles; .mkv can"
            : $"{stream}: {file} can't hold subtitles of this kind");
    }

    static readonly string[] MarksInMp4 = ["default", "forced", "comment", "hearing_impaired", "visual_impaired", "dub", "captions", "descriptions"];

    static readonly string[] MarksInMatroska = ["default", "forced", "comment", "hearing_impaired", "visual_impaired", "dub", "original", "descriptions"];

    static readonly string[] MarksInNut = ["default", "dub", "original", "comment", "lyrics", "karaoke"];

    /// <summary>Players of broadcasts take the first of each kind; to say so is no loss.</summary>
    static readonly string[] MarksInBroadcast = ["default", "hearing_impaired", "visual_impaired", "clean_effects"];

    /// <summary>One sentence on each kept stream whose dispositions the container can't hold.</summary>
    public static IEnumerable<string> LostMarks(IEnumerable<StreamInfo> kept, OutputContainer container)
    {
        string[] held = container.Muxer switch { "mov" => ["default"], "mp4" => MarksInMp4, "nut" => MarksInNut, "mpegts" => MarksInBroadcast, _ => MarksInMatroska };
        return from stream in kept
               where !stream.IsCoverArt && stream.Kind is StreamKind.Video or StreamKind.Audio or StreamKind.Subtitle
               let lost = stream.Dispositions.Except(held).ToList()
               where lost.Count > 0
               select $"the mark {string.Join(", ", lost)} of {stream}: {container.Article} file has no place for it";
    }
}

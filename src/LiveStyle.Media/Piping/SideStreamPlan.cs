using System.Globalization;
using System.Text;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Piping;

/// <summary>Which streams go past the network from decoder to encoder, and how.</summary>
sealed class SideStreamPlan
{
    static readonly string[] InNut = ["aac", "mp3", "mp2", "ac3", "eac3", "dts", "opus", "vorbis", "flac"];

    readonly StreamPlan plan;

    readonly bool isFramed;

    public SideStreamPlan(MediaInfo original, StreamPlan plan)
    {
        this.plan = plan;
        Streams = [.. plan.Streams.Where(decision => decision is { Fate: StreamFate.Copied or StreamFate.Converted, Stream.Kind: not StreamKind.Data })];

        isFramed = PipeRules.IsFramed(original);

        // NUT keeps timestamps as they are; what it can't hold goes as Matroska.
        Muxer = Streams.All(decision => decision.Stream.Kind is StreamKind.Audio
            && (InNut.Contains(decision.Stream.Codec) || decision.Stream.Codec.StartsWith("pcm_", StringComparison.Ordinal))) ? "nut" : "matroska";
    }

    /// <summary>The streams that go past, in the order of the original.</summary>
    public IReadOnlyList<StreamDecision> Streams { get; }

    public string Muxer { get; }

    /// <summary>The streams whose coding a broadcast tells only in every packet, by their place among <see cref="Streams"/>.</summary>
    public IEnumerable<int> Framed => isFramed ? Enumerable.Range(0, Streams.Count).Where(i => Streams[i].Stream.Codec is "aac") : [];

    /// <summary>The decoding ffmpeg's further output.</summary>
    /// <param name="cut">The cut of the original.</param>
    /// <param name="lead">The time by which all timestamps are raised, as the pictures' are.</param>
    /// <param name="address">The address that it is written to.</param>
    public string DecoderOutput(ClipCut cut, TimeSpan lead, string address)
    {
        var text = new StringBuilder();
        for (int i = 0; i < Streams.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $" -map 0:{Streams[i].Stream.Index} -c:{i} {(PipeRules.IsOdd(Streams[i].Stream) ? "subrip" : "copy")}");
            if (isFramed && Streams[i].Stream.Codec is "aac")
            {
                text.Append(CultureInfo.InvariantCulture, $" -bsf:{i} aac_adtstoasc");
            }
        }

        // A cut lets the timestamps begin at zero.
        text.Append(cut.IsCut
            ? $" -copypriorss 0 -ss {ClipCut.Text(cut.Begin)}{(cut.End is { } end ? $" -t {ClipCut.Text(end - cut.Begin)}" : "")} -output_ts_offset {ClipCut.Text(lead)}"
            : $" -output_ts_offset {ClipCut.Text(lead - cut.Begin)}");
        return text.Append(CultureInfo.InvariantCulture, $" -map_chapters -1 -max_interleave_delta 200000 -flush_packets 1 -f {Muxer} -y {Ffmpeg.QuotedPath.Quote(address)}").ToString();
    }

    /// <summary>What the encoding ffmpeg makes of pictures (input 0) and these streams (input 1), with all tags.</summary>
    /// <param name="original">The clip.</param>
    /// <param name="timecode">The timecode of the first picture; null where none is written.</param>
    public string EncoderStreams(MediaInfo original, string? timecode)
    {
        var text = new StringBuilder();
        int index = 0, side = 0;
        foreach (StreamDecision decision in plan.Streams.Where(decision => decision is { Fate: not StreamFate.Lost, Stream.Kind: not StreamKind.Data }))
        {
            bool isFilm = decision.Fate is StreamFate.Restyled;
            text.Append(isFilm ? " -map 0:v:0" : string.Create(CultureInfo.InvariantCulture, $" -map 1:{side++}"));
            if (!isFilm)
            {
                text.Append(CultureInfo.InvariantCulture, $" -c:{index} {decision.Encoder ?? "copy"}");
            }

            if (decision is { Stream.Kind: StreamKind.Audio, Encoder: not null })
            {
                int channels = original.Audio.First(track => track.Index == decision.Stream.Index).Channels;
                int rate = new AudioTrack(decision.Stream.Index, decision.Encoder, channels).BitRate;
                text.Append(CultureInfo.InvariantCulture, $" -b:{index} {rate} -filter:{index} aformat=channel_layouts=7.1|5.1|stereo|mono");
            }

            text.Append(CultureInfo.InvariantCulture, $" -map_metadata:s:{index} -1");
            Tags(text, $"s:{index}", decision.Stream.Tags);
            if (isFilm && timecode is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $" -metadata:s:{index} {Ffmpeg.QuotedPath.Quote($"timecode={timecode}")}");
            }

            if (decision.Stream.Kind is not StreamKind.Attachment)
            {
                text.Append(CultureInfo.InvariantCulture, $" -disposition:{index} {(decision.Stream.Dispositions.Count == 0 ? "0" : string.Join('+', decision.Stream.Dispositions))}");
            }

            index++;
        }

        text.Append(" -map_metadata -1 -map_chapters -1");
        Tags(text, "g", original.Tags);
        return text.ToString();
    }

    static void Tags(StringBuilder text, string owner, IReadOnlyDictionary<string, string> tags)
    {
        foreach ((string name, string value) in tags)
        {
            if (!FilmTags.IsOfCoding(name))
            {
                text.Append(CultureInfo.InvariantCulture, $" -metadata:{owner} {Ffmpeg.QuotedPath.Quote($"{name}={value}")}");
            }
        }
    }
}

using System.Globalization;
using System.Text;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>ffmpeg's argument line for the segments' pictures and all else of the original, to one file.</summary>
sealed class JoinArguments
{
    readonly FilmJoinOptions options;
    readonly StreamPlan plan;
    readonly JoinTimeline timeline;
    readonly JoinFiles files;
    readonly OutputContainer container;
    readonly StringBuilder inputs = new("-hide_banner -nostdin -v error -progress pipe:1 -stats_period 0.2 -copyts");
    readonly StringBuilder outputs = new();
    readonly Dictionary<int, int> delayedInputs = [];
    int inputCount;
    int streams;

    JoinArguments(FilmJoinOptions options, StreamPlan plan, JoinTimeline timeline, JoinFiles files)
    {
        (this.options, this.plan, this.timeline, this.files) = (options, plan, timeline, files);
        container = OutputContainer.Of(options.Output);
    }

    public static string Build(FilmJoinOptions options, StreamPlan plan, JoinTimeline timeline, JoinFiles files, string path)
    {
        var arguments = new JoinArguments(options, plan, timeline, files);
        arguments.Inputs();
        arguments.Streams();
        arguments.Whole();
        return $"{arguments.inputs}{arguments.outputs} -y -f {arguments.container.Muxer} {QuotedPath.Output(path).Text}";
    }

    /// <summary>Otherwise even what a codec puts before zero belongs to the sound.</summary>
    bool HasStart => timeline.Cut.Begin > options.Original.Origin;

    void Inputs()
    {
        Delay(timeline.PictureDelay);
        inputs.Append(" -f concat -safe 0 ").Append(QuotedPath.Input(files.List).Text);
        Original(TimeSpan.Zero);
        inputCount = 2;
        if (files.Chapters is { } chapters)
        {
            inputs.Append(" -f ffmetadata ").Append(QuotedPath.Input(chapters).Text);
            inputCount++;
        }

        // Read once more for tracks with a delay of their own: only an input can be moved whatever its packets' clock is.
        foreach (int delay in files.OpusDelays.Values.Distinct())
        {
            Original(TimeSpan.FromMilliseconds(delay));
            delayedInputs[delay] = inputCount++;
        }
    }

    void Original(TimeSpan further)
    {
        Delay(timeline.OriginalDelay + further);
        if (HasStart)
        {
            // By the file's own clock, since a copied track is cut at this very time.
            inputs.Append(CultureInfo.InvariantCulture, $" -noaccurate_seek -seek_timestamp 1 -ss {ClipCut.Text(timeline.Cut.Begin)}");
        }

        inputs.Append(' ').Append(ClipInput.Of(options.Original).Text);
    }

    void Delay(TimeSpan delay)
    {
        if (delay != TimeSpan.Zero)
        {
            inputs.Append(CultureInfo.InvariantCulture, $" -itsoffset {ClipCut.Text(delay)}");
        }
    }

    void Streams()
    {
        // Covers come last: readers of Matroska and MP4 number them so too.
        foreach (StreamDecision decision in plan.Streams.Where(decision => decision is { Fate: not StreamFate.Lost, Stream.IsCoverArt: false }))
        {
            // Timecode and chapters are written in another way than as streams.
            if (decision.Fate is not StreamFate.Converted || decision.Encoder is not null)
            {
                Stream(decision);
            }
        }

        foreach ((int index, string cover) in files.Covers)
        {
            StreamInfo stream = plan.Streams.First(decision => decision.Stream.Index == index).Stream;
            if (container.Muxer is "matroska")
            {
                string name = stream.FileName ?? Path.GetFileName(cover).Replace($"-{index}", "", StringComparison.Ordinal);
                string type = stream.MimeType ?? (stream.Codec is "mjpeg" ? "image/jpeg" : $"image/{stream.Codec}");
                outputs.Append(CultureInfo.InvariantCulture, $" -attach {QuotedPath.Output(cover).Text}");
                Tag($"s:{streams}", "filename", name);
                Tag($"s:{streams}", "mimetype", type);
            }
            else
            {
                inputs.Append(' ').Append(QuotedPath.Input(cover).Text);
                outputs.Append(CultureInfo.InvariantCulture, $" -map {inputCount++}:0 -c:{streams} copy -disposition:{streams} attached_pic");
            }

            if (stream.Title is { } title)
            {
                Tag($"s:{streams}", "title", title);
            }

            streams++;
        }
    }

    void Stream(StreamDecision decision)
    {
        StreamInfo stream = decision.Stream;
        bool isFilm = decision.Fate is StreamFate.Restyled;
        int input = files.OpusDelays.TryGetValue(stream.Index, out int delay) ? delayedInputs[delay] : 1;
        outputs.Append(isFilm ? " -map 0:v:0" : string.Create(CultureInfo.InvariantCulture, $" -map {input}:{stream.Index}"));
        outputs.Append(CultureInfo.InvariantCulture, $" -c:{streams} {decision.Encoder ?? "copy"}");
        if (isFilm && options.Color is { } color)
        {
            outputs.Append(ColorArguments.Copied(color, streams));
        }

        if (stream.Kind is StreamKind.Audio && decision.Encoder is not null)
        {
            Sound(stream, TimeSpan.FromMilliseconds(delay));
        }
        else if (!isFilm && decision.Encoder is null && HasStart && stream.Kind is not StreamKind.Attachment)
        {
            outputs.Append(CultureInfo.InvariantCulture, $" -copypriorss:{streams} 0");
        }

        if (isFilm)
        {
            Film();
        }

        // Named one by one, or what describes the segments' or the original's coding would come along.
        outputs.Append(CultureInfo.InvariantCulture, $" -map_metadata:s:{streams} -1");
        foreach ((string name, string value) in stream.Tags)
        {
            string? text = name.Equals("language", StringComparison.OrdinalIgnoreCase) ? TrackLanguage.In(container, value) : value;
            if (text is not null && !FilmTags.IsOfCoding(name))
            {
                Tag($"s:{streams}", name, text);
            }
        }

        if (isFilm && Path.GetExtension(options.Segments[0].Path) == ".mkv")
        {
            // Only VP9 with an alpha has such segments, and decoders look for it where this says so.
            Tag($"s:{streams}", "alpha_mode", "1");
        }

        if (IsQuickTime && stream.Title is { } title)
        {
            // There ffmpeg 5 writes no title of a track, and players show this name.
            Tag($"s:{streams}", "handler_name", title);
        }

        if (stream.Kind is not StreamKind.Attachment)
        {
            string flags = stream.Dispositions.Count == 0 ? "0" : string.Join('+', stream.Dispositions);
            outputs.Append(CultureInfo.InvariantCulture, $" -disposition:{streams} {flags}");
        }

        streams++;
    }

    /// <summary>The rate does nothing to the packets; it is stated in the file, as it can't be read from a list of segments.</summary>
    void Film()
    {
        string end = LastPicture.Filter(container, timeline.Count, timeline.LastTicks - timeline.FirstTicks, timeline.EndTicks - timeline.FirstTicks, timeline.TimeBase, timeline.FrameRate);
        outputs.Append(CultureInfo.InvariantCulture, $" -bsf:{streams} {QuotedPath.Quote(end)}");
        if (options.Original.Video is { IsVariableFrameRate: false } || options.Original.Timecode is not null)
        {
            outputs.Append(CultureInfo.InvariantCulture, $" -r:{streams} {timeline.FrameRate}");
        }

        if (options.Original.Timecode is { } timecode)
        {
            Tag($"s:{streams}", "timecode", Timecode.Later(timecode, timeline.Cut.Begin - options.Original.Origin, timeline.FrameRate));
        }
    }

    bool IsQuickTime => container.Muxer is "mp4" or "mov";

    /// <summary>Adds a filter for sound that is encoded anew, which cuts to the sample.</summary>
    void Sound(StreamInfo stream, TimeSpan further)
    {
        AudioTrack track = AudioTrack.Plan(options.Original, container).First(track => track.Index == stream.Index);
        TimeSpan delay = timeline.OriginalDelay + further;
        string trim = !timeline.Cut.IsCut ? ""
            : $"atrim=start={ClipCut.Text(timeline.Cut.Begin + delay)}{(timeline.Cut.End is { } end ? $":end={ClipCut.Text(end + delay)}" : "")},";
        outputs.Append(CultureInfo.InvariantCulture, $" -b:{streams} {track.BitRate} -filter:{streams} {trim}aformat=channel_layouts=7.1|5.1|stereo|mono");
    }

    void Whole()
    {
        outputs.Append(" -map_metadata:g -1 -map_chapters ").Append(files.Chapters is null ? "-1" : "2");
        foreach ((string name, string value) in options.Original.Tags)
        {
            if (!FilmTags.IsOfCoding(name))
            {
                Tag("g", name, value);
            }
        }

        if (timeline.Cut.End is { } end)
        {
            // With copied timestamps this is a moment, not a length. The pictures end before it anyhow.
            outputs.Append(CultureInfo.InvariantCulture, $" -t {ClipCut.Text(end + timeline.OriginalDelay)}");
        }

        if (timeline.WholeSeconds != TimeSpan.Zero)
        {
            outputs.Append(CultureInfo.InvariantCulture, $" -output_ts_offset {ClipCut.Text(-timeline.WholeSeconds)}");
        }

        outputs.Append(' ').Append(string.Format(CultureInfo.InvariantCulture, container.MuxerOptions, timeline.TimeBase.Denominator));
        outputs.Append(FilmTags.NeedKeys(options.Original, container) ? " -movflags +faststart+use_metadata_tags" : "").Append(" -max_muxing_queue_size 4096");
    }

    void Tag(string owner, string name, string value) =>
        outputs.Append(CultureInfo.InvariantCulture, $" -metadata:{owner} {QuotedPath.Quote($"{name}={value}")}");
}

using System.Globalization;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Piping;

/// <summary>
/// A film that is read and written in one go, as a pipe must be: one ffmpeg decodes, another passes sound and subtitles on, and a third
/// encodes the frames with them. Nothing of it can be gone on with.
/// </summary>
/// <remarks>
/// Sound and pictures go out in step: pictures wait for sound that has not come yet, as in a live clip that is silent for seconds.
/// Where such sound lies further on in a pipe, what is read on the way there waits in memory, and in a temporary file.
/// Not thread-safe. Dispose it after its source and its sink.
/// </remarks>
public sealed class PipedFilm : IAsyncDisposable
{
    readonly PipedFilmOptions options;
    readonly OutputContainer container;
    readonly ClipCut cut;
    readonly SideStreamPlan sidePlan;
    readonly SideStreams? side;
    readonly TimeSpan lead;

    /// <summary>Settles what can be told before the work.</summary>
    /// <exception cref="MediaException">The container or the codec is not one of ours, or nothing lies in the cut.</exception>
    public PipedFilm(PipedFilmOptions options)
    {
        this.options = options;
        container = options.Stream is null ? OutputContainer.Of(options.Output) : OutputContainer.OfStream(options.Format);
        if (container.IsSequence)
        {
            throw new MediaException($"{options.Output}: a pipe can't become pictures; save it as a file first, or let ffmpeg write them: … - | ffmpeg -i - {Path.GetFileName(options.Output)}");
        }

        Codec = OutputCodec.Of(options.Codec, container).Name;
        cut = ClipCut.Of(options.Clip, options.Start, options.Duration);
        lead = VideoSource.Lead(options.Clip);
        Streams = StreamPlan.OfPipe(options.Clip, container, options.Stream is not null);
        sidePlan = new SideStreamPlan(options.Clip, Streams);
        side = sidePlan.Streams.Count > 0 ? new SideStreams() : null;
    }

    /// <summary>Says whether there is such a container for streams.</summary>
    /// <param name="format">The name of the container, such as "matroska".</param>
    /// <returns>The name, as it was given.</returns>
    /// <exception cref="MediaException">There is none.</exception>
    public static string CheckFormat(string format)
    {
        OutputContainer.OfStream(format);
        return format;
    }

    /// <summary>The codec of the pictures, by our name.</summary>
    public string Codec { get; }

    /// <summary>The container of the film.</summary>
    public OutputContainer Container => container;

    /// <summary>What becomes of each stream.</summary>
    public StreamPlan Streams { get; }

    /// <summary>Opens the clip and decodes up to its first frame. Once.</summary>
    /// <inheritdoc cref="VideoSource.OpenAsync(MediaInfo, VideoSourceOptions, CancellationToken)"/>
    public async Task<VideoSource> OpenSourceAsync(VideoSourceOptions source, CancellationToken cancellation)
    {
        var configurations = new Dictionary<int, byte[]>();
        foreach (int i in sidePlan.Framed)
        {
            configurations[i] = await BroadcastSound.ConfigurationAsync(options.Clip, sidePlan.Streams[i].Stream, options.Input, cancellation).ConfigureAwait(false);
        }

        string further = side is null ? "" : sidePlan.DecoderOutput(cut, lead, side.DecoderAddress);
        side?.Begin(configurations, CanBeReadTwice ? DecodeArguments.Input(options.Clip, cut) + further : null, options.Input is not null);
        if (CanBeReadTwice && side is not null)
        {
            options.Input?.Share(side);
            further = "";
        }

        return await VideoSource.OpenAsync(options.Clip, source, further, options.Input, cancellation).ConfigureAwait(false);
    }

    /// <summary>What writes the frames of the source, which tells their size and colors.</summary>
    /// <exception cref="MediaException">The output can't be written, or the local ffmpeg has no such encoder.</exception>
    public async Task<PipedFilmWriter> CreateWriterAsync(VideoSource source, CancellationToken cancellation)
    {
        var encoding = new VideoEncoderOptions
        {
            Size = source.Size,
            Format = source.Format,
            Color = source.Color,
            TimeBase = source.TimeBase,
            FrameRate = source.FrameRate,
            Codec = Codec,
            Crf = options.Crf,
            Preset = options.Preset,
        };
        EncodePlan plan = await VideoEncoder.PlanAsync(options.Output, encoding, container, cancellation).ConfigureAwait(false);
        if (options.Stream is null)
        {
            plan = plan with { Path = PartialFile.Create(options.Output, options.Input is null ? options.Clip.Location : null) };
        }

        return new PipedFilmWriter(options.Output, options.Stream, plan, source, lead, side, first => Arguments(plan, first));
    }

    /// <summary>Ends what passes sound and subtitles on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (side is not null)
        {
            await side.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A live address gives each who opens it another beginning.</summary>
    bool CanBeReadTwice => options.Input is not null || !QuotedPath.IsUrl(options.Clip.Location) || options.Clip.Duration > TimeSpan.Zero;

    /// <summary>The timecode of the first picture; null where there is none, or no place for it.</summary>
    string? TimecodeOfFirst => options.Clip.Timecode is { } code && container.Muxer is not "mpegts"
        ? Timecode.Later(code, cut.Begin - options.Clip.Origin, options.Clip.RequireVideo().FrameRate) : null;

    /// <param name="plan">The plan of the pictures' coding.</param>
    /// <param name="first">The timestamp of the first picture: below zero it raises the film.</param>
    string Arguments(EncodePlan plan, TimeSpan first)
    {
        TimeSpan offset = (first < TimeSpan.Zero ? -first : TimeSpan.Zero) - lead;

        // The headers say all; probing would hold the first frames back.
        const string Known = "-analyzeduration 0 -probesize 32";
        string sound = side is null ? "" : $" -thread_queue_size 1024 {Known} -f {sidePlan.Muxer} -i {QuotedPath.Quote(side.EncoderAddress)}";
        string flow = options.Stream is null ? "" : " -max_interleave_delta 1000000 -flush_packets 1";
        string report = options.Stream is null ? " -progress pipe:1 -stats_period 0.2" : "";
        string muxer = string.Format(CultureInfo.InvariantCulture, container.MuxerOptions, plan.TimeBase.Denominator);
        if (FilmTags.NeedKeys(options.Clip, container))
        {
            muxer = muxer.Replace("-movflags +", "-movflags +use_metadata_tags+", StringComparison.Ordinal);
        }

        return $"-hide_banner -nostdin -v error{report} -copyts -thread_queue_size 8 {Known} -fpsprobesize 0 -f nut {QuotedPath.StandardInput.Text}{sound}"
            + $"{sidePlan.EncoderStreams(options.Clip, TimecodeOfFirst)} {EncodeArguments.Picture(plan)} -output_ts_offset {ClipCut.Text(offset)}"
            + $" {muxer} -max_muxing_queue_size 4096{flow} -y -f {container.Muxer} {(options.Stream is null ? QuotedPath.Output(plan.Path) : QuotedPath.StandardOutput).Text}";
    }
}

using LiveStyle.Media.Sequences;

namespace LiveStyle.Media.Encoding;

/// <summary>A container that we write, and what it can hold.</summary>
/// <param name="Muxer">The name of ffmpeg's muxer.</param>
/// <param name="Extensions">The extensions, with dot, in lower case.</param>
/// <param name="VideoCodecs">The codecs of pictures that it holds, by our names; the first is the default.</param>
/// <param name="AudioCodecs">The codecs of sound that are copied into it as they are; null for all.</param>
/// <param name="AudioEncoder">The encoder for sound that it can't hold.</param>
/// <param name="MuxerOptions">Further options for ffmpeg; {0} is the denominator of the time base.</param>
public sealed record OutputContainer(
    string Muxer,
    string[] Extensions,
    string[] VideoCodecs,
    string[]? AudioCodecs,
    string AudioEncoder,
    string MuxerOptions)
{
    /// <summary>
    /// Timestamps in the track's own ticks, edit lists on a scale as fine as a microsecond (its default rounds
    /// the beginning of a track to milliseconds), the index in front, for players on the web,
    /// and FLAC, which ffmpeg 5 still calls experimental here.
    /// </summary>
    const string QuickTime = "-video_track_timescale {0} -movie_timescale 1000000 -movflags +faststart -strict experimental";

    /// <summary>The same without the second pass that brings the index to the front.</summary>
    const string SegmentOptions = "-video_track_timescale {0} -movie_timescale 1000000";

    /// <summary>Sound may begin before zero (the priming of its codec); ffmpeg would shift the picture to avoid that.</summary>
    const string Matroska = "-avoid_negative_ts disabled";

    /// <summary>A file a picture.</summary>
    const string Pictures = "image2";

    static readonly string[] Common = ["aac", "mp3", "mp2", "ac3", "eac3", "alac"];

    /// <summary>Not the rest: broadcast's LATM, the big-endian forms of discs, and what only game files hold.</summary>
    static readonly string[] InMatroska =
    [
        .. Common, "opus", "flac", "dts", "vorbis", "mp1", "truehd", "mlp", "wavpack", "tta", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be",
        "pcm_s32le", "pcm_s32be", "pcm_f32le", "pcm_f64le", "pcm_u8", "pcm_mulaw", "pcm_alaw", "wmav1", "wmav2", "wmapro", "adpcm_ms",
    ];

    static readonly OutputContainer[] All =
    [
        new("mp4", [".mp4", ".m4v"], ["h264", "hevc", "av1", "vp9"], [.. Common, "opus", "flac", "dts"], "aac", QuickTime),
        new("mov", [".mov"], ["h264", "hevc", "prores"],
            [.. Common, "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_f32le", "pcm_mulaw", "pcm_alaw"], "aac", QuickTime),
        new("matroska", [".mkv"], ["h264", "hevc", "av1", "vp9", "prores", "ffv1"], InMatroska, "aac", Matroska),
        new("webm", [".webm"], ["vp9", "av1"], ["opus", "vorbis"], "libopus", Matroska),
        new(Pictures, [".png"], ["png"], [], "", ""),
        new(Pictures, [".jpg", ".jpeg"], ["jpeg"], [], "", ""),
        new(Pictures, [".tif", ".tiff"], ["tiff"], [], "", ""),
        new(Pictures, [".exr"], ["exr"], [], "", ""),
    ];

    /// <summary>
    /// Gives the container of a film's parts, which has exact timestamps for every codec that we write; Matroska's where a film of VP9 has
    /// an alpha, which only that holds.
    /// </summary>
    /// <param name="codec">The codec, by our name.</param>
    /// <param name="alpha">Whether the film has an alpha.</param>
    public static OutputContainer OfSegment(string codec, bool alpha) => codec is "vp9" && alpha
        ? new("matroska", [".mkv"], ["vp9"], [], "", Matroska)
        : codec is "av1" or "vp9"
        ? new("mp4", [".mp4"], ["av1", "vp9"], [], "", SegmentOptions)
        : new("mov", [".mov"], ["h264", "hevc", "prores", "ffv1", "png", "jpeg", "tiff", "exr"], [], "", SegmentOptions);

    /// <summary>Gives the container for a pipe, which needs no way back to be written.</summary>
    /// <param name="format">The format: "nut", "matroska", "mpegts" or "mp4"; null for matroska.</param>
    /// <exception cref="MediaException">There is no such format.</exception>
    public static OutputContainer OfStream(string? format) => (format ?? "matroska").ToLowerInvariant() switch
    {
        "nut" => new("nut", [".nut"], ["raw", "ffv1", "h264", "hevc"], null, "flac", ""),
        "matroska" or "mkv" => Of("film.mkv"),
        "mpegts" or "ts" => new("mpegts", [".ts"], ["h264", "hevc"], ["aac", "mp3", "mp2", "ac3", "eac3", "dts", "opus"], "aac", ""),

        // In pieces, each with an index of its own.
        "mp4" => Of("film.mp4") with { MuxerOptions = "-video_track_timescale {0} -movflags +frag_keyframe+delay_moov+default_base_moof -frag_duration 500000 -strict experimental" },
        _ => throw new MediaException($"{format}: no container for a pipe; give nut, matroska, mpegts or mp4"),
    };

    /// <summary>Gives the container that a path's extension tells; null where no container of ours has it.</summary>
    public static OutputContainer? TryOf(string path) =>
        Array.Find(All, container => container.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));

    /// <summary>Gives the container that a path's extension tells.</summary>
    /// <param name="path">The path; numbered, such as "out/%06d.png", for pictures.</param>
    /// <exception cref="MediaException">
    /// No container of ours has this extension, or only one of path and extension is that of numbered pictures.
    /// </exception>
    public static OutputContainer Of(string path)
    {
        string extension = Path.GetExtension(path);
        OutputContainer? found = TryOf(path);
        return found is { IsSequence: true } != ImageSequence.IsNumbered(path) && found is not null
            ? throw new MediaException(found.IsSequence
                ? $"{path} is one picture's name; number them, such as out/%06d{extension}, or use .mp4, .mov, .mkv or .webm"
                : $"{path}: only pictures are numbered (png, jpg, tif, exr); leave the number's place out")
            : found ?? throw new MediaException(extension.Length == 0
                ? $"{path} has no extension to tell the container by; use .mp4, .mov, .mkv or .webm"
                : $"{path}: no video can be written to a {extension} file; use .mp4, .mov, .mkv or .webm, or pictures such as out/%06d.png");
    }

    /// <summary>Whether each picture is a file of its own.</summary>
    public bool IsSequence => Muxer == Pictures;

    /// <summary>The extension with its article, as it is spoken: "an .mp4", "a .webm".</summary>
    public string Article => $"{(Extensions[0] is ".mp4" or ".mov" or ".mkv" or ".exr" or ".nut" ? "an" : "a")} {Extensions[0]}";

    /// <summary>Tells whether sound of a codec is copied into it as it is.</summary>
    /// <param name="codec">The codec, by ffmpeg's name.</param>
    public bool HoldsAudio(string codec) => AudioCodecs?.Contains(codec) ?? true;
}

using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Encoding;

/// <summary>What becomes of one sound track of the original.</summary>
/// <param name="Index">The track's number among all streams of the original.</param>
/// <param name="Encoder">ffmpeg's encoder; null: the packets are copied as they are.</param>
/// <param name="Channels">The number of the original's channels.</param>
readonly record struct AudioTrack(int Index, string? Encoder, int Channels)
{
    /// <summary>All tracks of a clip, as a container can hold them.</summary>
    public static IReadOnlyList<AudioTrack> Plan(MediaInfo clip, OutputContainer container) =>
        [.. clip.Audio.Select(track => new AudioTrack(
            track.Index,
            container.HoldsAudio(track.Codec) ? null : container.AudioEncoder,
            track.Channels))];

    /// <summary>Bits per second that are transparent for most music.</summary>
    public int BitRate => Math.Max(1, Channels) * 96_000;
}

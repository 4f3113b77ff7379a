namespace LiveStyle.Media.Probing;

/// <summary>One sound track.</summary>
/// <param name="Index">Its number among all streams of the container.</param>
/// <param name="Codec">ffmpeg's name, such as "aac".</param>
/// <param name="Channels">The number of channels; 0 where unknown.</param>
/// <param name="SampleRate">The samples per second of one channel, in Hz; 0 where unknown.</param>
/// <param name="Language">The language as it is tagged, such as "eng"; null where it is not.</param>
public sealed record AudioStreamInfo(int Index, string Codec, int Channels, int SampleRate, string? Language);

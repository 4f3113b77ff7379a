namespace LiveStyle.Media.Probing;

/// <summary>One sound track.</summary>
/// <param name="Index">Its number among all streams of the container.</param>
/// <param name="Codec">ffmpeg's name, such as "aac".</param>
/// <param name="Channels">0 where unknown.</param>
/// <param name="SampleRate">Hz; 0 where unknown.</param>
/// <param name="Language">As tagged, such as "eng"; null where not.</param>
public sealed record AudioStreamInfo(int Index, string Codec, int Channels, int SampleRate, string? Language);

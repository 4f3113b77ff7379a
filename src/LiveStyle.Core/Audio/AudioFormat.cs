namespace LiveStyle.Audio;

/// <summary>The one format that sound is decoded to and played in: signed 16 bits, little-endian, left and right interleaved.</summary>
public static class AudioFormat
{
    /// <summary>Moments in a second, each with a sample of every channel.</summary>
    public const int SampleRate = 48_000;

    public const int Channels = 2;

    public const int BytesPerSample = Channels * sizeof(short);

    /// <summary>Samples in a block of 20 ms: what is decoded, queued and reclaimed at once.</summary>
    public const int BlockSamples = SampleRate / 50;

    public const int BlockBytes = BlockSamples * BytesPerSample;
}

namespace LiveStyle.Audio;

/// <summary>The one format that sound is decoded to and played in: signed 16 bits, little-endian, left and right interleaved.</summary>
public static class AudioFormat
{
    /// <summary>The number of moments in a second, each of which has one sample of every channel.</summary>
    public const int SampleRate = 48_000;

    /// <summary>The number of channels: left, then right.</summary>
    public const int Channels = 2;

    /// <summary>The bytes of one moment: one sample of every channel.</summary>
    public const int BytesPerSample = Channels * sizeof(short);

    /// <summary>The moments in a block of 20 ms, which is what is decoded, queued and reclaimed at once.</summary>
    public const int BlockSamples = SampleRate / 50;

    /// <summary>The bytes of a block of 20 ms.</summary>
    public const int BlockBytes = BlockSamples * BytesPerSample;
}

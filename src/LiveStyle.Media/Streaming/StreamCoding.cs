using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveStyle.Media.Streaming;

/// <summary>How a live stream or a recording is coded. Immutable.</summary>
public sealed partial record StreamCoding
{
    /// <summary>ffmpeg's encoder of H.264: libx264, or one of hardware, such as h264_nvenc, h264_qsv, h264_amf or h264_videotoolbox.</summary>
    public string VideoEncoder { get; init; } = "libx264";

    /// <summary>Bits per second of the picture, of which a second may take no more; null: by size and rate, and for a recording as many as it takes.</summary>
    public long? BitRate { get; init; }

    /// <summary>The encoder's preset, by its own names; null: one that keeps up ("veryfast" of libx264).</summary>
    public string? Preset { get; init; }

    /// <summary>The time from one key frame to the next, which is how long a viewer who joins may wait.</summary>
    public TimeSpan KeyInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bits per second of the sound (AAC).</summary>
    public long SoundBitRate { get; init; } = 160_000;

    /// <summary>Says what can't be coded so.</summary>
    /// <exception cref="MediaException">A value is out of its range, or no encoder of ours.</exception>
    public void Check()
    {
        if (VideoEncoder != "libx264" && VideoEncoder != "libopenh264" && (!VideoEncoder.StartsWith("h264_", StringComparison.Ordinal) || VideoEncoder == "h264_vaapi"))
        {
            throw new MediaException($"streams are coded by libx264, libopenh264 or one of ffmpeg's h264_… encoders that take pictures from memory, not by {VideoEncoder}");
        }

        if (Preset is { } preset && !Word().IsMatch(preset))
        {
            throw new MediaException($"no preset of {VideoEncoder} is called {preset}");
        }

        Require(BitRate ?? 1_000_000, 50_000, 400_000_000, "a picture's bit rate");
        Require(SoundBitRate, 16_000, 512_000, "a sound's bit rate");
        if (KeyInterval < TimeSpan.FromMilliseconds(100) || KeyInterval > TimeSpan.FromSeconds(30))
        {
            throw new MediaException($"key frames come every 0.1 to 30 seconds, not {KeyInterval.TotalSeconds.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    static void Require(long value, long least, long most, string what)
    {
        if (value < least || value > most)
        {
            throw new MediaException($"{what} is {least / 1000}k to {most / 1000}k bits per second, not {value.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex Word();
}

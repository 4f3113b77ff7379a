using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>Knows animated WebP by its header (RFC 9649), which many a ffmpeg takes for a still picture or for nothing.</summary>
static class AnimatedWebp
{
    /// <summary>The bytes of "RIFF", its length, "WEBP", "VP8X", its length, and the flags.</summary>
    const int HeaderLength = 21;

    const int Animated = 0x02;

    /// <summary>What to tell where its pictures don't move.</summary>
    public const string Obstacle = "an animated WebP, which this ffmpeg can't decode; convert it to .gif, .apng or a video with another program, or update ffmpeg";

    /// <summary>False of what is no file.</summary>
    public static bool IsIn(string path)
    {
        if (QuotedPath.IsUrl(path) || !File.Exists(path))
        {
            return false;
        }

        try
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            using FileStream file = File.OpenRead(path);
            return file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength
                && header.StartsWith("RIFF"u8) && header[8..].StartsWith("WEBPVP8X"u8) && (header[20] & Animated) != 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using Xunit;

namespace LiveStyle.TestKit.Media;

/// <summary>The whole way of a clip through source and encoder, unchanged.</summary>
static class Transcoding
{
    /// <param name="input">Read.</param>
    /// <param name="output">Written.</param>
    /// <param name="codec">Null: the container's.</param>
    /// <param name="start">Of the cut.</param>
    /// <param name="duration">Of the cut.</param>
    /// <param name="planes">Whether the frames travel as the clip's own planes.</param>
    /// <returns>Frames written, and the encoder's note.</returns>
    public static async Task<(long Frames, string? Note)> RunAsync(
        string input, string output, string? codec = null, TimeSpan? start = null, TimeSpan? duration = null, bool planes = false)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using VideoSource source = await VideoSource.OpenAsync(
            input, new VideoSourceOptions { Start = start, Duration = duration, Planes = planes }, cancellation);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
            output, For(source) with { Codec = codec }, cancellation);
        while (await source.ReadAsync(cancellation) is { } frame)
        {
            await encoder.WriteAsync(frame, cancellation);
        }

        await encoder.CompleteAsync(cancellation);
        Assert.Equal(0, source.Pool.Outstanding);
        Assert.Equal(source.FramesRead, encoder.FramesWritten);
        return (encoder.FramesWritten, encoder.Note);
    }

    public static VideoEncoderOptions For(VideoSource source) => new()
    {
        Size = source.Size,
        Format = source.Format,
        Color = source.Color,
        TimeBase = source.TimeBase,
        FrameRate = source.FrameRate,
    };

    /// <summary>All frames of a clip: their times in seconds, and a copy of their pixels, plane after plane.</summary>
    public static async Task<List<(double Time, byte[] Pixels)>> ReadAllAsync(string input, VideoSourceOptions? options = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using VideoSource source = await VideoSource.OpenAsync(input, options ?? new VideoSourceOptions(), cancellation);
        var frames = new List<(double, byte[])>();
        while (await source.ReadAsync(cancellation) is { } frame)
        {
            using HostFrame owned = frame;
            frames.Add((frame.Timestamp.Seconds, Bytes(frame)));
        }

        Assert.Equal(0, source.Pool.Outstanding);
        return frames;
    }

    /// <summary>A copy of all planes.</summary>
    public static byte[] Bytes(HostFrame frame)
    {
        var bytes = new byte[frame.ByteLength];
        Span<byte> rest = bytes;
        for (int i = 0; i < frame.Format.PlaneCount; i++)
        {
            Span<byte> plane = frame.Plane(i).Bytes;
            plane.CopyTo(rest);
            rest = rest[plane.Length..];
        }

        return bytes;
    }

    public static void AssertSameTimes(double[] expected, double[] actual, double tolerance = 0.001)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance));
    }

    /// <summary>Mean absolute difference of two pictures' bytes.</summary>
    public static double Difference(byte[] one, byte[] other)
    {
        Assert.Equal(one.Length, other.Length);
        return one.Zip(other, (a, b) => Math.Abs(a - b)).Average();
    }
}

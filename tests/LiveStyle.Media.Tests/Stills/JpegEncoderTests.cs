using System.Buffers;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public sealed class JpegEncoderTests
{
    static readonly FrameSize Size = new(70, 50);

    [Theory]
    [InlineData(95, 3)]
    [InlineData(75, 8)]
    public void Each_frame_becomes_a_JPEG_of_its_own_that_another_library_reads(int quality, int tolerance)
    {
        using var encoder = new JpegEncoder(Size, quality);
        var target = new ArrayBufferWriter<byte>();
        for (byte shade = 10; shade < 250; shade += 60)
        {
            using HostFrame frame = Ramp(shade);
            target.ResetWrittenCount();

            encoder.Encode(frame, target);

            RgbaPicture seen = RgbaPicture.Read(target.WrittenSpan.ToArray()), expected = RgbaPicture.Of(frame);
            Assert.Equal(Size, seen.Size);
            for (int i = 0; i < seen.Pixels.Length; i++)
            {
                Assert.InRange(seen.Pixels[i], expected.Pixels[i] - tolerance, expected.Pixels[i] + tolerance);
            }
        }
    }

    [Fact]
    public void It_writes_behind_what_is_there_and_the_same_for_the_same()
    {
        using var encoder = new JpegEncoder(Size);
        using HostFrame frame = Ramp(90);
        var target = new ArrayBufferWriter<byte>();
        encoder.Encode(frame, target);
        int length = target.WrittenCount;

        encoder.Encode(frame, target);

        Assert.Equal(2 * length, target.WrittenCount);
        Assert.Equal(target.WrittenSpan[..length], target.WrittenSpan[length..]);
    }

    [Fact]
    public void A_frame_of_another_size_or_of_planes_is_refused()
    {
        using var encoder = new JpegEncoder(Size);
        using HostFrame other = HostFrame.Allocate(new FrameSize(50, 70)), planes = HostFrame.Allocate(Size, FrameFormat.Rgb with { Layout = PixelLayout.Yuv420 });

        Assert.Throws<ArgumentException>(() => encoder.Encode(other, new ArrayBufferWriter<byte>()));
        Assert.Throws<ArgumentException>(() => encoder.Encode(planes, new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void A_side_that_no_JPEG_has_is_told_before_memory_is_taken()
    {
        var problem = Assert.Throws<MediaException>(() => new JpegEncoder(new FrameSize(70_000, 2)));

        Assert.Equal("70000×2 is more than a JPEG holds (65535 a side); scale it down", problem.Message);
    }

    static HostFrame Ramp(byte shade)
    {
        HostFrame frame = HostFrame.Allocate(Size);
        for (int y = 0; y < Size.Height; y++)
        {
            Span<byte> row = frame.Row(y);
            for (int x = 0; x < Size.Width; x++)
            {
                (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = (shade, (byte)(40 + 2 * x), (byte)(60 + 2 * y));
            }
        }

        return frame;
    }
}

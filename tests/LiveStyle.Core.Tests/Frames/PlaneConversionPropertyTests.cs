using System.Runtime.InteropServices;
using CsCheck;
using LiveStyle.Frames;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed class PlaneConversionPropertyTests
{
    static readonly Gen<FrameFormat> Formats = FrameFormatPropertyTests.Formats.Where(format => format.IsPicture && !format.IsPacked);

    static readonly Gen<FrameSize> Sizes = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], (width, height) => new FrameSize(width, height));

    /// <summary>
    /// Of one color all chroma is alike, however it is subsampled. Half a code of luma and half of chroma, times what its difference counts (at most 1.9),
    /// make three levels of 255 in 8 bits and one in 10.
    /// </summary>
    [Fact]
    public void A_flat_color_comes_back_from_planes_of_any_format_and_size() =>
        Gen.Select(Formats, Sizes, Gen.Byte.Array[3]).Holds((format, size, color) =>
        {
            byte[] back = Trip(format, size, i => color[i % 3]);
            int most = format.BitsPerSample == 8 ? 3 : 1;
            Assert.All(back, (value, i) => Assert.InRange(value, color[i % 3] - most, color[i % 3] + most));
        });

    [Fact]
    public void Gray_stays_gray_and_black_and_white_what_they_are() => Gen.Select(Formats, Sizes, Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 255))).Holds((format, size, gray) =>
    {
        byte[] back = Trip(format, size, _ => gray);
        Assert.Single(back.Distinct());
        Assert.InRange(back[0], gray - 1, gray + 1);
        Assert.True(gray is > 0 and < 255 || back[0] == gray, $"{gray} became {back[0]}");
    });

    [Fact]
    public void Noise_comes_back_where_every_pixel_has_its_own_chroma() =>
        Gen.Select(Formats.Where(format => format.ChromaColumns == 1), Sizes).SelectMany((format, size) => Gen.Byte.Array[3 * (int)size.Pixels].Select(pixels => (format, size, pixels)))
            .Holds((format, size, pixels) =>
            {
                int most = format.BitsPerSample == 8 ? 3 : 1;
                Assert.All(Trip(format, size, i => pixels[i]), (value, i) => Assert.InRange(value, pixels[i] - most, pixels[i] + most));
            });

    [Fact]
    public void Samples_are_codes_of_their_depth_and_range() =>
        Gen.Select(Formats, Sizes).SelectMany((format, size) => Gen.Byte.Array[3 * (int)size.Pixels].Select(pixels => (format, size, pixels))).Holds((format, size, pixels) =>
        {
            using HostFrame source = Fill(size, i => pixels[i]), planes = HostFrame.Allocate(size, format);
            PlaneConversion.FromRgb(source, planes);
            int scale = format.BitsPerSample == 8 ? 1 : 4, shift = format.Layout == PixelLayout.P010 ? 6 : 0;
            for (int plane = 0; plane < format.PlaneCount; plane++)
            {
                int[] samples = format.BytesPerSample == 1
                    ? [.. planes.Plane(plane).Bytes.ToArray().Select(sample => (int)sample)]
                    : [.. MemoryMarshal.Cast<byte, ushort>(planes.Plane(plane).Bytes).ToArray().Select(sample => (int)sample)];
                (int least, int most) = format.Range == ColorRange.Full ? (0, 256 * scale - 1) : (16 * scale, (plane == 0 ? 235 : 240) * scale);
                Assert.All(samples, sample => Assert.Equal(0, sample & (1 << shift) - 1));
                Assert.All(samples, sample => Assert.InRange(sample >> shift, least, most));
            }
        });

    /// <summary>To planes and back.</summary>
    static byte[] Trip(FrameFormat format, FrameSize size, Func<int, byte> pixel)
    {
        using HostFrame source = Fill(size, pixel), planes = HostFrame.Allocate(size, format), back = HostFrame.Allocate(size);
        PlaneConversion.FromRgb(source, planes);
        PlaneConversion.ToRgb(planes, back);
        return back.Pixels.ToArray();
    }

    static HostFrame Fill(FrameSize size, Func<int, byte> pixel)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = pixel(i);
        }

        return frame;
    }
}

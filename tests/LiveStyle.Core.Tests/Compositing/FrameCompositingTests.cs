using LiveStyle.Compositing;
using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Compositing;

public sealed class FrameCompositingTests
{
    /// <summary>Below, at, and beyond the width of a vector, and rows that end in the middle of one.</summary>
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 5, 3 }, { 16, 2 }, { 37, 5 }, { 64, 3 } };

    [Theory, MemberData(nameof(Sizes))]
    public void A_black_mask_gives_the_original_and_a_white_one_the_styled_byte_for_byte(int width, int height)
    {
        using HostFrame original = Noise(width, height, 1), styled = Noise(width, height, 2);
        using HostFrame target = HostFrame.Allocate(original.Size), mask = Mask(original.Size, _ => 0);
        FrameCompositing.Blend(original, styled, mask, target);
        Assert.Equal(original.Pixels.ToArray(), target.Pixels.ToArray());

        mask.Plane(0).Bytes.Fill(255);
        FrameCompositing.Blend(original, styled, mask, target);
        Assert.Equal(styled.Pixels.ToArray(), target.Pixels.ToArray());
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Every_share_of_every_byte_is_rounded_to_the_nearest(int width, int height)
    {
        using HostFrame original = Noise(width, height, 3), styled = Noise(width, height, 4), target = HostFrame.Allocate(original.Size);
        byte[] under = original.Pixels.ToArray(), over = styled.Pixels.ToArray();
        for (int turn = 0; turn < 256; turn += 5)
        {
            using HostFrame mask = Mask(original.Size, i => (byte)(i * 7 + turn));
            FrameCompositing.Blend(original, styled, mask, target);
            byte[] share = mask.Plane(0).Bytes.ToArray();
            Assert.Equal(
                Enumerable.Range(0, under.Length).Select(i => (byte)Math.Floor(under[i] + share[i / 3] / 255.0 * (over[i] - under[i]) + 0.5)),
                target.Pixels.ToArray());
        }
    }

    [Fact]
    public void Half_a_mask_gives_the_values_in_the_middle()
    {
        using HostFrame original = Fill(new FrameSize(20, 1), 10, 200, 0), styled = Fill(new FrameSize(20, 1), 20, 100, 255);
        using HostFrame mask = Mask(original.Size, i => (byte)(i == 3 ? 51 : 128));
        FrameCompositing.Blend(original, styled, mask, original);
        Assert.Equal([15, 150, 128, 15, 150, 128], original.Pixels[..6].ToArray());

        // A fifth.
        Assert.Equal([12, 180, 51], original.Pixels[9..12].ToArray());
        Assert.Equal([15, 150, 128], original.Pixels[^3..].ToArray());
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Kept_colors_have_the_brightness_of_the_styled_and_the_chroma_of_the_original(int width, int height)
    {
        using HostFrame original = Noise(width, height, 5), styled = Noise(width, height, 6), target = HostFrame.Allocate(original.Size);
        FrameCompositing.KeepColors(original, styled, target);
        for (int at = 0; at < target.Pixels.Length; at += 3)
        {
            ReadOnlySpan<byte> color = original.Pixels.Slice(at, 3), result = target.Pixels.Slice(at, 3);
            double wanted = Luma(styled.Pixels.Slice(at, 3)), before = Luma(color), after = Luma(result);
            Assert.InRange(after, wanted - 0.501, wanted + 0.501);

            // All of it where it fits, else the same share of each part.
            double share = 1;
            for (int i = 0; i < 3; i++)
            {
                double chroma = color[i] - before;
                share = Math.Min(share, chroma > 0 ? (255 - wanted) / chroma : chroma < 0 ? wanted / -chroma : 1);
            }

            for (int i = 0; i < 3; i++)
            {
                Assert.InRange(result[i], wanted + share * (color[i] - before) - 0.51, wanted + share * (color[i] - before) + 0.51);
            }
        }
    }

    [Fact]
    public void Kept_colors_of_a_picture_itself_are_the_picture()
    {
        using HostFrame original = Noise(67, 41, 7), target = HostFrame.Allocate(original.Size);
        original.Pixels[..12].Fill(255);
        original.Pixels[12..24].Clear();
        FrameCompositing.KeepColors(original, original, target);
        Assert.Equal(original.Pixels.ToArray(), target.Pixels.ToArray());
    }

    [Theory]
    [InlineData(255, 0, 0, 255, 255, 255, 255, 255, 255)] // no red is as bright as white
    [InlineData(255, 0, 0, 0, 0, 0, 0, 0, 0)]
    [InlineData(90, 60, 60, 166, 166, 166, 190, 160, 160)] // luma 66.4, raised by 99.6
    [InlineData(120, 120, 120, 10, 200, 30, 147, 147, 147)] // gray stays gray: luma 147.3
    public void Brightness_never_wraps_a_channel(byte red, byte green, byte blue, byte styledRed, byte styledGreen, byte styledBlue, byte r, byte g, byte b)
    {
        using HostFrame original = Fill(new FrameSize(19, 1), red, green, blue), styled = Fill(new FrameSize(19, 1), styledRed, styledGreen, styledBlue);
        FrameCompositing.KeepColors(original, styled, styled);
        Assert.Equal(Enumerable.Repeat(new[] { r, g, b }, 19).SelectMany(pixel => pixel), styled.Pixels.ToArray());
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_mask_is_the_brightness_of_a_picture_times_its_alpha(int width, int height)
    {
        using HostFrame picture = Noise(width, height, 8), mask = Mask(picture.Size, _ => 9);
        FrameCompositing.ToMask(picture, mask);
        byte[] expected = [.. Enumerable.Range(0, (int)picture.Size.Pixels).Select(i => (byte)Math.Round(Luma(picture.Pixels.Slice(3 * i, 3))))];
        Assert.Equal(expected, mask.Plane(0).Bytes.ToArray());

        picture.Alpha = Mask(picture.Size, i => (byte)(255 - i));
        FrameCompositing.ToMask(picture, mask);
        Assert.Equal(expected.Select((value, i) => (byte)Math.Round(value * (byte)(255 - i) / 255.0)), mask.Plane(0).Bytes.ToArray());
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Alpha_parts_from_colors_and_joins_them_again(int width, int height)
    {
        var size = new FrameSize(width, height);
        using HostFrame whole = HostFrame.Allocate(size, FrameFormat.Rgba), again = HostFrame.Allocate(size, FrameFormat.Rgba);
        using HostFrame colors = HostFrame.Allocate(size), alpha = HostFrame.Allocate(size, FrameFormat.Gray);
        new Random(9).NextBytes(whole.Plane(0).Bytes);
        byte[] bytes = whole.Plane(0).Bytes.ToArray();
        AlphaInterleaving.Split(whole, colors, alpha);
        Assert.Equal(bytes.Where((_, i) => i % 4 < 3), colors.Pixels.ToArray());
        Assert.Equal(bytes.Where((_, i) => i % 4 == 3), alpha.Plane(0).Bytes.ToArray());

        AlphaInterleaving.Join(colors, alpha, again);
        Assert.Equal(bytes, again.Plane(0).Bytes.ToArray());
        AlphaInterleaving.Join(colors, null, again);
        Assert.Equal(bytes.Select((value, i) => i % 4 == 3 ? (byte)255 : value), again.Plane(0).Bytes.ToArray());
    }

    [Fact]
    public void Frames_of_another_size_or_layout_are_refused()
    {
        using HostFrame small = HostFrame.Allocate(new FrameSize(4, 4)), large = HostFrame.Allocate(new FrameSize(5, 4));
        using HostFrame mask = Mask(small.Size, _ => 0);
        Assert.Throws<ArgumentException>(() => FrameCompositing.Blend(small, large, mask, small));
        Assert.Throws<ArgumentException>(() => FrameCompositing.Blend(small, small, small, small));
        Assert.Throws<ArgumentException>(() => FrameCompositing.KeepColors(small, mask, small));
        Assert.Throws<ArgumentException>(() => FrameCompositing.ToMask(large, mask));
        Assert.Throws<ArgumentException>(() => AlphaInterleaving.Split(small, small, mask));
    }

    static double Luma(ReadOnlySpan<byte> rgb) => 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];

    static HostFrame Noise(int width, int height, int seed)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(width, height));
        new Random(seed).NextBytes(frame.Pixels);
        return frame;
    }

    static HostFrame Fill(FrameSize size, byte red, byte green, byte blue)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = (i % 3) switch { 0 => red, 1 => green, _ => blue };
        }

        return frame;
    }

    static HostFrame Mask(FrameSize size, Func<int, byte> value)
    {
        HostFrame mask = HostFrame.Allocate(size, FrameFormat.Gray);
        for (int i = 0; i < mask.ByteLength; i++)
        {
            mask.Plane(0).Bytes[i] = value(i);
        }

        return mask;
    }
}

using CsCheck;
using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Core.Tests.Compositing;

/// <summary>What holds of any pictures and masks: of sizes around a vector's width, with many bytes at the ends of their range.</summary>
public sealed class CompositingPropertyTests
{
    static readonly Gen<byte> Value = Gen.Frequency((4, Gen.Byte), (1, Gen.OneOf<byte>(0, 255)));

    /// <summary>Two pictures and a mask of the same size.</summary>
    static readonly Gen<(FrameSize Size, byte[] One, byte[] Other, byte[] Mask)> Scenes =
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 3]).SelectMany((width, height) => Gen.Select(
            Value.Array[3 * width * height], Value.Array[3 * width * height],
            Gen.OneOf(Value.Array[width * height], Gen.OneOf<byte>(0, 1, 254, 255).Select(value => Enumerable.Repeat(value, width * height).ToArray())),
            (one, other, mask) => (new FrameSize(width, height), one, other, mask)));

    [Fact]
    public void What_a_mask_mixes_lies_between_both_and_is_one_of_them_at_its_ends() => Scenes.Holds((size, under, over, mask) =>
        Assert.All(Blend(size, under, over, mask), (value, i) =>
        {
            Assert.InRange(value, Math.Min(under[i], over[i]), Math.Max(under[i], over[i]));
            Assert.True(mask[i / 3] is > 0 and < 255 || value == (mask[i / 3] == 0 ? under[i] : over[i]));
        }));

    [Fact]
    public void A_picture_over_itself_is_itself_through_any_mask() => Scenes.Holds((size, picture, _, mask) => Assert.Equal(picture, Blend(size, picture, picture, mask)));

    [Fact]
    public void Pictures_may_change_places_where_the_mask_is_turned_over() => Scenes.Holds((size, under, over, mask) =>
        Assert.Equal(Blend(size, under, over, mask), Blend(size, over, under, [.. mask.Select(share => (byte)~share)])));

    [Fact]
    public void More_of_a_mask_shows_more_of_what_lies_over() => Gen.Select(Scenes, Gen.Byte).Holds((scene, more) =>
    {
        byte[] less = Blend(scene.Size, scene.One, scene.Other, scene.Mask);
        byte[] greater = Blend(scene.Size, scene.One, scene.Other, [.. scene.Mask.Select(share => Math.Max(share, more))]);
        Assert.All(less, (value, i) => Assert.InRange(Math.Abs(greater[i] - scene.Other[i]), 0, Math.Abs(value - scene.Other[i])));
    });

    [Fact]
    public void A_mix_may_be_written_over_either_of_its_pictures() => Scenes.Holds((size, under, over, mask) =>
    {
        byte[] expected = Blend(size, under, over, mask);
        using HostFrame below = Rgb(size, under), above = Rgb(size, over), shares = Gray(size, mask);
        FrameCompositing.Blend(below, above, shares, below);
        Assert.Equal(expected, below.Pixels.ToArray());
        using HostFrame again = Rgb(size, under);
        FrameCompositing.Blend(again, above, shares, above);
        Assert.Equal(expected, above.Pixels.ToArray());
    });

    /// <summary>The second time, luma is right but for its rounding. At the ends of sRGB half a level of it moves chroma by more: only luma holds there.</summary>
    [Fact]
    public void Colors_kept_twice_are_colors_kept_once() => Scenes.Holds((size, original, styled, mask) =>
    {
        byte[] once = Keep(size, original, styled), twice = Keep(size, original, once);
        for (int at = 0; at < once.Length; at += 3)
        {
            bool isInside = !once.AsSpan(at, 3).ContainsAny<byte>(0, 255);
            Assert.InRange(Luma(twice, at), Luma(once, at) - 1.01, Luma(once, at) + 1.01);
            Assert.All(once[at..(at + 3)], (value, i) => Assert.True(!isInside || Math.Abs(twice[at + i] - value) <= 1, $"{value} became {twice[at + i]}"));
        }

        static double Luma(byte[] rgb, int at) => 0.2126 * rgb[at] + 0.7152 * rgb[at + 1] + 0.0722 * rgb[at + 2];
    });

    [Fact]
    public void Kept_colors_of_a_gray_picture_are_gray() => Scenes.Holds((size, _, styled, mask) =>
    {
        byte[] kept = Keep(size, [.. mask.SelectMany(gray => new[] { gray, gray, gray })], styled);
        for (int i = 0; i < kept.Length; i += 3)
        {
            Assert.Equal((kept[i], kept[i]), (kept[i + 1], kept[i + 2]));
        }
    });

    [Fact]
    public void A_mask_is_white_where_a_picture_is_and_black_where_it_is_black_or_transparent() => Scenes.Holds((size, picture, _, alpha) =>
    {
        byte[] opaque = ToMask(size, picture, null), seen = ToMask(size, picture, alpha);
        Assert.Equal(opaque, ToMask(size, picture, [.. alpha.Select(_ => byte.MaxValue)]));
        Assert.All(seen, (value, i) =>
        {
            ReadOnlySpan<byte> pixel = picture.AsSpan(3 * i, 3);
            Assert.InRange(value, 0, Math.Min(opaque[i], alpha[i]));
            Assert.InRange(opaque[i], Math.Min(pixel[0], Math.Min(pixel[1], pixel[2])), Math.Max(pixel[0], Math.Max(pixel[1], pixel[2])));
        });
    });

    static byte[] Blend(FrameSize size, byte[] under, byte[] over, byte[] mask)
    {
        using HostFrame below = Rgb(size, under), above = Rgb(size, over), shares = Gray(size, mask), target = HostFrame.Allocate(size);
        FrameCompositing.Blend(below, above, shares, target);
        return target.Pixels.ToArray();
    }

    static byte[] Keep(FrameSize size, byte[] original, byte[] styled)
    {
        using HostFrame colors = Rgb(size, original), lumas = Rgb(size, styled), target = HostFrame.Allocate(size);
        FrameCompositing.KeepColors(colors, lumas, target);
        return target.Pixels.ToArray();
    }

    static byte[] ToMask(FrameSize size, byte[] pixels, byte[]? alpha)
    {
        using HostFrame picture = Rgb(size, pixels), mask = HostFrame.Allocate(size, FrameFormat.Gray);
        picture.Alpha = alpha is null ? null : Gray(size, alpha);
        FrameCompositing.ToMask(picture, mask);
        return mask.Plane(0).Bytes.ToArray();
    }

    static HostFrame Rgb(FrameSize size, byte[] pixels)
    {
        HostFrame frame = HostFrame.Allocate(size);
        pixels.CopyTo(frame.Pixels);
        return frame;
    }

    static HostFrame Gray(FrameSize size, byte[] shares)
    {
        HostFrame frame = HostFrame.Allocate(size, FrameFormat.Gray);
        shares.CopyTo(frame.Plane(0).Bytes);
        return frame;
    }
}

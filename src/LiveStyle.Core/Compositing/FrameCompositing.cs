using LiveStyle.Frames;
using LiveStyle.Styles;

namespace LiveStyle.Compositing;

/// <summary>
/// Whole frames laid over each other, in vectors of the processor, with nothing allocated. All pictures are RGB, all masks gray, all of one
/// size; they stay the caller's, and timestamps and alpha are not touched. Thread-safe for frames of one's own.
/// </summary>
public static class FrameCompositing
{
    /// <summary>Lays one picture over another through a mask: under + mask ÷ 255 · (over − under), rounded to the nearest.</summary>
    /// <param name="under">Shows byte for byte where the mask is 0.</param>
    /// <param name="over">Shows byte for byte where the mask is 255.</param>
    /// <param name="mask">Gray.</param>
    /// <param name="target">Receives the picture; may be <paramref name="under"/> or <paramref name="over"/>.</param>
    /// <exception cref="ArgumentException">A frame is of another layout or size.</exception>
    public static void Blend(HostFrame under, HostFrame over, HostFrame mask, HostFrame target)
    {
        Check(under, FrameFormat.Rgb, target.Size);
        Check(over, FrameFormat.Rgb, target.Size);
        Check(mask, FrameFormat.Gray, target.Size);
        Check(target, FrameFormat.Rgb, target.Size);
        PlaneView shares = mask.Plane(0);
        for (int y = 0; y < target.Size.Height; y++)
        {
            MaskBlend.Row(under.Row(y), over.Row(y), shares.Row(y), target.Row(y));
        }
    }

    /// <summary>
    /// Takes brightness (the BT.709 luma of the sRGB bytes) from one picture and chroma from another. Where there is no such color, chroma
    /// is lowered until there is: brightness and hue stay. Equal pictures give themselves.
    /// </summary>
    /// <param name="original">Gives the chroma.</param>
    /// <param name="styled">Gives the brightness.</param>
    /// <param name="target">Receives the picture; may be either of them.</param>
    /// <exception cref="ArgumentException">A frame is of another layout or size.</exception>
    public static void KeepColors(HostFrame original, HostFrame styled, HostFrame target)
    {
        Check(original, FrameFormat.Rgb, target.Size);
        Check(styled, FrameFormat.Rgb, target.Size);
        Check(target, FrameFormat.Rgb, target.Size);
        for (int y = 0; y < target.Size.Height; y++)
        {
            ColorKeeping.Row(original.Row(y), styled.Row(y), target.Row(y));
        }
    }

    /// <summary>Fills a mask with a picture's brightness, times its alpha where it has one: black and transparent both are 0.</summary>
    /// <param name="picture">RGB.</param>
    /// <param name="mask">Gray.</param>
    /// <exception cref="ArgumentException">A frame is of another layout or size.</exception>
    public static void ToMask(HostFrame picture, HostFrame mask)
    {
        Check(picture, FrameFormat.Rgb, mask.Size);
        Check(mask, FrameFormat.Gray, mask.Size);
        PlaneView shares = mask.Plane(0);
        for (int y = 0; y < mask.Size.Height; y++)
        {
            Luma.Row(picture.Row(y), shares.Row(y));
            if (picture.Alpha is { } alpha)
            {
                MaskBlend.Multiply(shares.Row(y), alpha.Plane(0).Row(y));
            }
        }
    }

    internal static void Check(HostFrame frame, FrameFormat format, FrameSize size)
    {
        if (frame.Format.Layout != format.Layout || frame.Size != size)
        {
            throw new ArgumentException($"a {frame.Format.Layout} frame of {frame.Size}, where {format.Layout} of {size} belongs", nameof(frame));
        }
    }
}

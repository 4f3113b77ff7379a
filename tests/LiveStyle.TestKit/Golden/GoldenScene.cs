using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.TestKit.Golden;

/// <summary>What the golden pictures are made of: a small picture of the sample clip's scene, and masks that are drawn.</summary>
static class GoldenScene
{
    public const string Name = "scene";

    public static FrameSize Size { get; } = new(96, 64);

    /// <summary>The scene itself, 96×64, the caller's.</summary>
    public static HostFrame Load() => StillImage.Load(GoldenPicture.PathOf(Name));

    /// <summary>A part of it from the middle, the caller's.</summary>
    /// <param name="size">At most that of the scene.</param>
    public static HostFrame Load(FrameSize size)
    {
        using HostFrame whole = Load();
        return StillImage.Crop(whole, (Size.Width - size.Width) / 2, (Size.Height - size.Height) / 2, size);
    }

    /// <summary>A disk around the middle with a soft edge, white inside.</summary>
    public static byte Disk(int x, int y) =>
        (byte)Math.Clamp((int)Math.Round(255 * (26 - Math.Sqrt(Math.Pow(x - 47.5, 2) + Math.Pow(y - 31.5, 2))) / 6), 0, 255);

    /// <summary>Black at the left, white at the right, a ramp in the middle third.</summary>
    public static byte Ramp(int x, int y) => (byte)Math.Clamp((x - 32) * 8, 0, 255);

    /// <summary>A gray frame of the scene's size, the caller's.</summary>
    public static HostFrame Mask(Func<int, int, byte> value)
    {
        HostFrame mask = HostFrame.Allocate(Size, FrameFormat.Gray);
        for (int y = 0; y < Size.Height; y++)
        {
            for (int x = 0; x < Size.Width; x++)
            {
                mask.Plane(0).Row(y)[x] = value(x, y);
            }
        }

        return mask;
    }
}

using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace LiveStyle.TestKit.Pictures;

/// <summary>A picture as a second library reads it, ImageSharp: so what the product writes is not judged by what it was written with. Immutable.</summary>
/// <param name="Size">In pixels.</param>
/// <param name="Pixels">R, G, B and alpha of each pixel, row by row without gaps; the colors are not multiplied by alpha, and no profile or orientation is applied.</param>
sealed record RgbaPicture(FrameSize Size, byte[] Pixels)
{
    /// <summary>Reads a PNG, JPEG, WebP, TIFF, BMP or GIF.</summary>
    public static RgbaPicture Read(string path) => Read(File.ReadAllBytes(path));

    /// <inheritdoc cref="Read(string)"/>
    public static RgbaPicture Read(byte[] file)
    {
        using Image<Rgba32> image = Image.Load<Rgba32>(file);
        var pixels = new byte[4 * image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return new RgbaPicture(new FrameSize(image.Width, image.Height), pixels);
    }

    /// <summary>A frame as the product writes it to a PNG and the second reader reads that.</summary>
    /// <param name="frame">RGB, perhaps with an alpha; stays the caller's.</param>
    public static RgbaPicture Written(HostFrame frame) => Read(StillImage.Encode(frame, ".png"));

    /// <summary>A frame's own pixels, without a file between.</summary>
    /// <param name="frame">RGB, perhaps with an alpha; stays the caller's.</param>
    public static RgbaPicture Of(HostFrame frame)
    {
        var pixels = new byte[4 * frame.Size.Pixels];
        for (int i = 0; i < frame.Size.Pixels; i++)
        {
            frame.Pixels.Slice(3 * i, 3).CopyTo(pixels.AsSpan(4 * i));
            pixels[4 * i + 3] = frame.Alpha is { } alpha ? alpha.Plane(0).Bytes[i] : byte.MaxValue;
        }

        return new RgbaPicture(frame.Size, pixels);
    }

    /// <summary>Every pixel the mean of a square of pixels; what is left over at the right and below is cut off.</summary>
    /// <param name="side">Of the square, in pixels.</param>
    public RgbaPicture Reduce(int side)
    {
        var size = new FrameSize(Size.Width / side, Size.Height / side);
        var pixels = new byte[4 * size.Pixels];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 4 % size.Width * side, y = i / 4 / size.Width * side, sum = 0;
            for (int at = 0; at < side * side; at++)
            {
                sum += Pixels[4 * ((y + at / side) * Size.Width + x + at % side) + i % 4];
            }

            pixels[i] = (byte)((sum + side * side / 2) / (side * side));
        }

        return new RgbaPicture(size, pixels);
    }

    /// <summary>Writes a PNG, whose folder is made where it is missing.</summary>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Image<Rgba32> image = Image.LoadPixelData<Rgba32>(Pixels, Size.Width, Size.Height);
        image.SaveAsPng(path);
    }
}

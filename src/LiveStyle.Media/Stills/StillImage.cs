using LiveStyle.Frames;

namespace LiveStyle.Media.Stills;

/// <summary>Still pictures between files and frames. Every member may be called from several threads at once.</summary>
public static class StillImage
{
    /// <summary>The most pixels that a file may hold: 16384 × 16384.</summary>
    public const long LargestPixels = 16384L * 16384;

    /// <summary>Reads a JPEG, PNG, WebP, BMP or GIF (its first frame), whatever its color model and bit depth.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largestPixels">A picture that says it has more is refused before it is decoded.</param>
    /// <returns>
    /// The picture upright (EXIF orientation applied), converted to sRGB from its embedded profile, its alpha composed over white. The
    /// caller owns it.
    /// </returns>
    /// <exception cref="MediaException">The file is missing, empty, cut short, damaged, too large or no picture.</exception>
    public static HostFrame Load(string path, long largestPixels = LargestPixels) =>
        PictureDecoding.Decode(PictureFile.ReadAll(path), path, largestPixels);

    /// <summary>
    /// Reads a picture as <see cref="Load"/> does, but what is transparent keeps its color, and the frame has an alpha; it has none where
    /// all is opaque.
    /// </summary>
    public static HostFrame LoadWithAlpha(string path, long largestPixels = LargestPixels) =>
        PictureDecoding.Decode(PictureFile.ReadAll(path), path, largestPixels, keepsAlpha: true);

    /// <summary>Whether a picture of that name keeps an alpha: PNG and WebP do.</summary>
    public static bool HoldsAlpha(string path) => PictureEncoding.HoldsAlpha(path);

    /// <summary>Writes a PNG, JPEG or WebP, as the extension says: whole or not at all. A frame's alpha goes along where <see cref="HoldsAlpha"/>, and is dropped elsewhere.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="path">Replaced if it is there.</param>
    /// <param name="quality">1 to 100, of a JPEG or WebP; 100 makes a WebP lossless. PNG always is.</param>
    /// <exception cref="MediaException">The extension is unknown, or the folder missing, closed or full.</exception>
    public static void Save(HostFrame frame, string path, int quality = 92)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        PictureFile.WriteAll(path, PictureEncoding.Encode(frame, path, quality));
    }

    /// <summary>Makes the bytes of a PNG, JPEG or WebP file, to be put into another file, such as a web page.</summary>
    /// <param name="frame">The picture; it stays the caller's.</param>
    /// <param name="extension">The extension of the format: ".png", ".jpg" or ".webp".</param>
    /// <param name="quality">The quality, as <see cref="Save"/> has it.</param>
    /// <exception cref="MediaException">The extension is unknown, or the frame larger than the format holds.</exception>
    public static byte[] Encode(HostFrame frame, string extension, int quality = 92)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return PictureEncoding.Encode(frame, extension, quality);
    }

    /// <summary>Says before the work whether <see cref="Save"/> could write there, as far as names tell.</summary>
    /// <exception cref="MediaException">The extension is unknown, or the folder missing.</exception>
    public static void CheckPath(string path)
    {
        PictureEncoding.LongestSide(path);
        PictureFile.CheckFolder(path);
    }

    /// <summary>
    /// Scales to <paramref name="size"/>, whatever its aspect, by Lanczos-3 filtering over the area that each new pixel covers: sharp when
    /// enlarging, free of aliasing when shrinking. Its alpha is scaled with it, and colors count by it.
    /// </summary>
    /// <param name="frame">The picture; it stays the caller's.</param>
    /// <param name="size">The new size, at least 1×1.</param>
    /// <returns>A new frame, the caller's.</returns>
    public static HostFrame Resize(HostFrame frame, FrameSize size)
    {
        HostFrame resized = HostFrame.Allocate(size);
        Resampling.Resize(frame, resized);
        if (frame.Alpha is { } alpha)
        {
            resized.Alpha = HostFrame.Allocate(size, FrameFormat.Gray);
            AlphaResampling.Resize(frame, alpha, resized, resized.Alpha);
        }

        return resized;
    }

    /// <summary>Copies the rectangle of <paramref name="size"/> whose top-left pixel is (<paramref name="x"/>, <paramref name="y"/>).
    /// The frame stays the caller's.</summary>
    /// <returns>A new frame, the caller's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle leaves the frame.</exception>
    public static HostFrame Crop(HostFrame frame, int x, int y, FrameSize size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Width, frame.Size.Width - x, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Height, frame.Size.Height - y, nameof(size));
        HostFrame cropped = HostFrame.Allocate(size);
        for (int row = 0; row < size.Height; row++)
        {
            frame.Row(y + row).Slice(x * 3, cropped.StrideInBytes).CopyTo(cropped.Row(row));
        }

        return cropped;
    }

    /// <summary>Scales so that <paramref name="size"/> is covered, then crops the middle: nothing is distorted. The frame stays
    /// the caller's.</summary>
    /// <returns>A new frame, the caller's.</returns>
    public static HostFrame Fill(HostFrame frame, FrameSize size)
    {
        double scale = Math.Max((double)size.Width / frame.Size.Width, (double)size.Height / frame.Size.Height);
        int width = Math.Clamp((int)Math.Round(size.Width / scale), 1, frame.Size.Width);
        int height = Math.Clamp((int)Math.Round(size.Height / scale), 1, frame.Size.Height);
        using HostFrame middle = Crop(frame, (frame.Size.Width - width) / 2, (frame.Size.Height - height) / 2, new FrameSize(width, height));
        return Resize(middle, size);
    }
}

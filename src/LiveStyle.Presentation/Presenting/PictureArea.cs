using LiveStyle.Frames;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Where on a canvas a picture lies, in pixels, origin top-left.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
public readonly record struct PictureArea(int X, int Y, int Width, int Height)
{
    /// <summary>Finds the largest area of the picture's aspect in the middle of the canvas; bars are left at two sides at most.</summary>
    /// <param name="picture">The picture's size in pixels, 1×1 or more.</param>
    /// <param name="canvas">The canvas's size in pixels, 1×1 or more.</param>
    public static PictureArea Fit(FrameSize picture, FrameSize canvas)
    {
        double scale = Math.Min((double)canvas.Width / picture.Width, (double)canvas.Height / picture.Height);
        int width = Math.Clamp((int)Math.Round(picture.Width * scale), 1, canvas.Width);
        int height = Math.Clamp((int)Math.Round(picture.Height * scale), 1, canvas.Height);
        return new PictureArea((canvas.Width - width) / 2, (canvas.Height - height) / 2, width, height);
    }
}

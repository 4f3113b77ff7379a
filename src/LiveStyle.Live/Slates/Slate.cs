using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Live.Slates;

/// <summary>The pictures that a show shows in place of its own. Made when the show begins: putting one up is a matter of a reference.</summary>
/// <remarks>Thread-safety: one thread at a time; the pictures are given out for reading.</remarks>
sealed class Slate : IDisposable
{
    static readonly SlateColor AlmostBlack = new(18, 18, 18);

    readonly HostFrame still;
    readonly FramePool pool;
    readonly bool isOwn;

    /// <param name="format">The show's format.</param>
    /// <param name="options">The picture and the color.</param>
    /// <exception cref="LiveStyleException">The picture can't be read.</exception>
    public Slate(ShowFormat format, SlateOptions options)
    {
        (After, isOwn) = (options.After, options.Picture is not null || options.Color is not null);
        using HostFrame drawn = Draw(format.Size, options);
        still = HostFrame.Allocate(format.Size, format.Pixels);
        PlaneConversion.FromRgb(drawn, still);
        pool = new FramePool(format.Size, format.Pixels);
    }

    /// <summary>How long the last picture stands.</summary>
    public TimeSpan After { get; }

    /// <summary>What is shown while nothing may be seen of the show, and while there is nothing of it yet; the caller's reference.</summary>
    public HostFrame ForPrivacy() => still.AddReference();

    /// <summary>What is shown in the place of a source that has vanished; the caller's reference.</summary>
    /// <param name="last">The last picture that was shown; null where there was none.</param>
    public HostFrame ForVanished(HostFrame? last)
    {
        if (isOwn || last is null)
        {
            return still.AddReference();
        }

        HostFrame dimmed = pool.Rent();
        Dimming.Dim(last, dimmed);
        return dimmed;
    }

    /// <summary>Gives up the pictures; those that are still shown stay whole until their owners dispose them.</summary>
    public void Dispose()
    {
        still.Dispose();
        pool.Dispose();
    }

    static HostFrame Draw(FrameSize size, SlateOptions options)
    {
        HostFrame drawn = HostFrame.Allocate(size);
        SlateColor color = options.Color ?? AlmostBlack;
        Span<byte> pixels = drawn.Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (color.Red, color.Green, color.Blue);
        }

        if (options.Picture is { } path)
        {
            try
            {
                using HostFrame picture = StillImage.Load(path);
                using HostFrame fitted = StillImage.Resize(picture, Fit(picture.Size, size));
                Place(fitted, drawn);
            }
            catch
            {
                drawn.Dispose();
                throw;
            }
        }

        return drawn;
    }

    /// <summary>As large as the frame has room for, undistorted.</summary>
    static FrameSize Fit(FrameSize picture, FrameSize frame)
    {
        double scale = Math.Min((double)frame.Width / picture.Width, (double)frame.Height / picture.Height);
        return new FrameSize(
            Math.Clamp((int)Math.Round(picture.Width * scale), 1, frame.Width), Math.Clamp((int)Math.Round(picture.Height * scale), 1, frame.Height));
    }

    static void Place(HostFrame picture, HostFrame frame)
    {
        int left = (frame.Size.Width - picture.Size.Width) / 2, top = (frame.Size.Height - picture.Size.Height) / 2;
        for (int y = 0; y < picture.Size.Height; y++)
        {
            picture.Row(y).CopyTo(frame.Row(top + y)[(3 * left)..]);
        }
    }
}

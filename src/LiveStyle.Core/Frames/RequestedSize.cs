using System.Globalization;

namespace LiveStyle.Frames;

/// <summary>A size as people write it: "640x360", or one side alone ("640x", "x360") with the other after a picture's aspect.</summary>
public static class RequestedSize
{
    /// <summary>Longest side that can be asked for, in pixels.</summary>
    public const int LongestSide = 65536;

    /// <summary>Reads a size.</summary>
    /// <param name="text">Width, an x or ×, height; one of the two may be left out, and is then rounded to an even number.</param>
    /// <param name="source">The picture's own size in pixels, whose aspect a missing side follows.</param>
    /// <exception cref="LiveStyleException">The text is no size, or the side that follows would be longer than <see cref="LongestSide"/>.</exception>
    public static FrameSize Read(string text, FrameSize source) => TryRead(text, source, out FrameSize size) ? size
        : throw new LiveStyleException($"the size {text}: give WIDTHxHEIGHT in pixels, such as 1280x720, or one side: 1280x");

    /// <summary>Reads a size, where the text may be none.</summary>
    /// <param name="text">As in <see cref="Read"/>.</param>
    /// <param name="source">As in <see cref="Read"/>.</param>
    /// <param name="size">What was read; undefined where nothing was.</param>
    /// <returns>Whether the text is a size.</returns>
    public static bool TryRead(string text, FrameSize source, out FrameSize size)
    {
        string[] sides = text.ToLowerInvariant().Replace('×', 'x').Split('x');
        FrameSize? read = sides switch
        {
            [var width, var height] when Side(width) is { } w && Side(height) is { } h => new FrameSize(w, h),
            [var width, ""] when Side(width) is { } w && Follow(w, source.Width, source.Height) is { } h => new FrameSize(w, h),
            ["", var height] when Side(height) is { } h && Follow(h, source.Height, source.Width) is { } w => new FrameSize(w, h),
            _ => null,
        };
        size = read ?? default;
        return read is not null;
    }

    static int? Side(string side) =>
        int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is > 0 and <= LongestSide ? value : null;

    /// <summary>Null: a very long picture's would be longer than can be asked for.</summary>
    static int? Follow(int side, int own, int other) =>
        Math.Round((double)side * other / own / 2) * 2 is var followed and <= LongestSide ? Math.Max(2, (int)followed) : null;
}

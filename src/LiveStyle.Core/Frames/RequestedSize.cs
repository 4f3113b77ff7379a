using System.Globalization;

namespace LiveStyle.Frames;

/// <summary>
/// A size that is asked for: "640x360", or one side alone ("640x", "x360") with the other after a picture's aspect. The default value asks
/// for none, and gives a picture its own.
/// </summary>
public readonly record struct RequestedSize
{
    /// <summary>The longest side that can be asked for, in pixels.</summary>
    public const int LongestSide = 65536;

    RequestedSize(int? width, int? height) => (Width, Height) = (width, height);

    /// <summary>Asks for a size with both its sides.</summary>
    /// <param name="size">The size, 1 to <see cref="LongestSide"/> pixels a side.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is too short or too long.</exception>
    public RequestedSize(FrameSize size)
        : this(Checked(size.Width), Checked(size.Height))
    {
    }

    /// <summary>The width in pixels; null where it follows the height.</summary>
    public int? Width { get; }

    /// <summary>The height in pixels; null where it follows the width.</summary>
    public int? Height { get; }

    /// <summary>Reads a size.</summary>
    /// <param name="text">Width, an x or ×, height; one of the two may be left out.</param>
    /// <exception cref="LiveStyleException">The text is no size.</exception>
    public static RequestedSize Parse(string text) => TryParse(text, out RequestedSize size) ? size
        : throw new LiveStyleException($"the size {text}: give WIDTHxHEIGHT in pixels, such as 1280x720, or one side: 1280x");

    /// <summary>Reads a size, where the text may be none.</summary>
    /// <param name="text">The text, as <see cref="Parse"/> takes it.</param>
    /// <param name="size">Receives the size; undefined where there is none.</param>
    /// <returns>Whether the text is a size.</returns>
    public static bool TryParse(string? text, out RequestedSize size)
    {
        string[] sides = (text ?? "").ToLowerInvariant().Replace('×', 'x').Split('x');
        RequestedSize? read = sides switch
        {
            [var width, var height] when Side(width) is { } w && Side(height) is { } h => new RequestedSize(w, h),
            [var width, ""] when Side(width) is { } w => new RequestedSize(w, null),
            ["", var height] when Side(height) is { } h => new RequestedSize(null, h),
            _ => null,
        };
        size = read ?? default;
        return read is not null;
    }

    /// <summary>Reads a size for a picture.</summary>
    /// <param name="text">The text, as <see cref="Parse"/> takes it.</param>
    /// <param name="source">The picture's own size, as <see cref="Of"/> takes it.</param>
    /// <exception cref="LiveStyleException">The text is no size, or the side that follows would be longer than <see cref="LongestSide"/>.</exception>
    public static FrameSize Read(string text, FrameSize source) => Parse(text).Of(source);

    /// <summary>Reads a size for a picture, where the text may be none.</summary>
    /// <param name="text">The text, as <see cref="Parse"/> takes it.</param>
    /// <param name="source">The picture's own size, as <see cref="Of"/> takes it.</param>
    /// <param name="size">Receives the size; undefined where there is none.</param>
    /// <returns>Whether the text is a size, and the side that follows is at most <see cref="LongestSide"/>.</returns>
    public static bool TryRead(string text, FrameSize source, out FrameSize size)
    {
        FrameSize? read = TryParse(text, out RequestedSize asked) ? asked.Find(source) : null;
        size = read ?? default;
        return read is not null;
    }

    /// <summary>Gives the size that a picture gets.</summary>
    /// <param name="source">The picture's own size in pixels, whose aspect a missing side follows, rounded to an even number.</param>
    /// <exception cref="LiveStyleException">The side that follows would be longer than <see cref="LongestSide"/>.</exception>
    public FrameSize Of(FrameSize source) => Find(source)
        ?? throw new LiveStyleException($"the size {this} of a picture of {source}: one side would be longer than {LongestSide} pixels; give both sides");

    /// <summary>Writes the size in the form that <see cref="Parse"/> reads back.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");

    FrameSize? Find(FrameSize source) => (Width, Height) switch
    {
        (int width, int height) => new FrameSize(width, height),
        (int width, null) => Follow(width, source.Width, source.Height) is { } height ? new FrameSize(width, height) : null,
        (null, int height) => Follow(height, source.Height, source.Width) is { } width ? new FrameSize(width, height) : null,
        _ => source,
    };

    static int? Side(string side) =>
        int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is > 0 and <= LongestSide ? value : null;

    /// <summary>The side that follows; null where a very long picture's would be longer than can be asked for.</summary>
    static int? Follow(int side, int own, int other) =>
        Math.Round((double)side * other / own / 2) * 2 is var followed and <= LongestSide ? Math.Max(2, (int)followed) : null;

    static int Checked(int side) => side is > 0 and <= LongestSide ? side : throw new ArgumentOutOfRangeException(nameof(side), side, "The size can't be asked for.");
}

namespace LiveStyle.Live.Web;

/// <summary>How a show's preview in browsers looks.</summary>
public sealed record PreviewOptions
{
    /// <summary>The greatest width of its pictures in pixels, at least 16; a smaller show is never enlarged.</summary>
    public int Width { get; init; } = 640;

    /// <summary>The most pictures a second, above 0; never more than the show has.</summary>
    public double FramesPerSecond { get; init; } = 15;

    /// <summary>The quality of its JPEGs, 1 to 100.</summary>
    public int Quality { get; init; } = 75;

    /// <exception cref="LiveStyleException">A number is none of those.</exception>
    internal void Check()
    {
        if (Width is < 16 or > 16384)
        {
            throw new LiveStyleException($"a preview {Width} pixels wide can't be; choose 16 to 16384");
        }

        if (!(FramesPerSecond > 0 && FramesPerSecond <= 1000))
        {
            throw new LiveStyleException($"a preview of {FramesPerSecond} pictures a second can't be; choose more than 0, such as 15");
        }

        if (Quality is < 1 or > 100)
        {
            throw new LiveStyleException($"a JPEG quality of {Quality} can't be; choose 1 to 100");
        }
    }
}

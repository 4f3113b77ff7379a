using LiveStyle.Frames;

namespace LiveStyle.Presentation.Windowing;

/// <summary>How a <see cref="Window"/> opens. Immutable, so thread-safe.</summary>
public sealed record WindowOptions
{
    /// <summary>The text of the title bar.</summary>
    public string Title { get; init; } = "LiveStyle";

    /// <summary>The width and height of the content, 1×1 or more, in screen coordinates: pixels, but on macOS and Wayland pixels divided by the content scale.</summary>
    public FrameSize Size { get; init; } = new(1280, 720);

    /// <summary>The smallest size: a person can't make the content smaller than this, in screen coordinates.</summary>
    public FrameSize SmallestSize { get; init; } = new(160, 90);

    /// <summary>Whether it opens over the whole of the first monitor.</summary>
    public bool IsFullScreen { get; init; }

    /// <summary>Whether a person may drag the edges.</summary>
    public bool IsResizable { get; init; } = true;

    /// <summary>False opens it hidden, for <see cref="Window.Show"/> when the first picture is ready.</summary>
    public bool IsVisible { get; init; } = true;
}

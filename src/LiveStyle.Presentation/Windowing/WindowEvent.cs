using LiveStyle.Frames;

namespace LiveStyle.Presentation.Windowing;

/// <summary>Something that happened to a window. Which members mean something, <see cref="Kind"/> says.</summary>
/// <param name="Kind">What happened.</param>
public readonly record struct WindowEvent(WindowEventKind Kind)
{
    /// <summary>Of a key event: the key by its place on a US keyboard.</summary>
    public Key Key { get; init; }

    /// <summary>Of a key or mouse button event.</summary>
    public KeyModifiers Modifiers { get; init; }

    /// <summary>Of a mouse button event.</summary>
    public MouseButton Button { get; init; }

    /// <summary>Of a mouse event: the cursor, in pixels of the framebuffer, origin top-left. Of a scroll: steps to the right.
    /// Of a new scale: pixels per unit of the design, horizontally.</summary>
    public float X { get; init; }

    /// <summary>Of a mouse event: the cursor, downward. Of a scroll: steps away from the person. Of a new scale: vertically.</summary>
    public float Y { get; init; }

    /// <summary>Of a resize: the framebuffer's, in pixels; 0×0 while minimized on some systems.</summary>
    public FrameSize Size { get; init; }
}

/// <summary>Kinds of <see cref="WindowEvent"/>.</summary>
public enum WindowEventKind
{
    None,
    KeyPressed,

    /// <summary>The system repeats a key that is held.</summary>
    KeyRepeated,
    KeyReleased,
    MouseMoved,
    MousePressed,
    MouseReleased,
    Scrolled,
    Resized,

    /// <summary>The content is damaged: present the last picture again.</summary>
    Refreshed,
    Rescaled,
    CloseRequested,
    Minimized,
    Restored,
    FocusGained,
    FocusLost,
}

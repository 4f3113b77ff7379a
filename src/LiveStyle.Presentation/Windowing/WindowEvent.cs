using LiveStyle.Frames;

namespace LiveStyle.Presentation.Windowing;

/// <summary>Something that happened to a window. Which members mean something, <see cref="Kind"/> says.</summary>
/// <param name="Kind">What happened.</param>
public readonly record struct WindowEvent(WindowEventKind Kind)
{
    /// <summary>The key of a key event, by its place on a US keyboard.</summary>
    public Key Key { get; init; }

    /// <summary>The keys that were held during a key or mouse button event.</summary>
    public KeyModifiers Modifiers { get; init; }

    /// <summary>The button of a mouse button event.</summary>
    public MouseButton Button { get; init; }

    /// <summary>Where the cursor is across in a mouse event, in pixels of the framebuffer, origin top-left; the steps to the right of a
    /// scroll; the pixels per unit of the design, horizontally, of a new scale.</summary>
    public float X { get; init; }

    /// <summary>Where the cursor is downward in a mouse event, in pixels; the steps away from the person of a scroll; the pixels per unit of
    /// the design, vertically, of a new scale.</summary>
    public float Y { get; init; }

    /// <summary>The framebuffer's width and height after a resize, in pixels; 0×0 while minimized on some systems.</summary>
    public FrameSize Size { get; init; }
}

/// <summary>Kinds of <see cref="WindowEvent"/>.</summary>
public enum WindowEventKind
{
    /// <summary>Nothing happened.</summary>
    None,

    /// <summary>A key went down.</summary>
    KeyPressed,

    /// <summary>The system repeats a key that is held.</summary>
    KeyRepeated,

    /// <summary>A key went up.</summary>
    KeyReleased,

    /// <summary>The mouse moved over the content, or beside it while a button is held.</summary>
    MouseMoved,

    /// <summary>A button of the mouse went down.</summary>
    MousePressed,

    /// <summary>A button of the mouse went up.</summary>
    MouseReleased,

    /// <summary>The wheel or two fingers scrolled.</summary>
    Scrolled,

    /// <summary>The framebuffer has another size.</summary>
    Resized,

    /// <summary>The content is damaged: present the last picture again.</summary>
    Refreshed,

    /// <summary>The window came to a monitor of another scale.</summary>
    Rescaled,

    /// <summary>A person or the system asked for the window to go.</summary>
    CloseRequested,

    /// <summary>The window was put away.</summary>
    Minimized,

    /// <summary>The window came back.</summary>
    Restored,

    /// <summary>The keyboard's keys go to this window from now on.</summary>
    FocusGained,

    /// <summary>The keyboard's keys go elsewhere from now on.</summary>
    FocusLost,
}

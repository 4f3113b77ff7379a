using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Live.Windows;

/// <summary>Hears what happens to a show's window; keys that are none of its own are the show's.</summary>
/// <remarks>It outlives a lost device. Thread-safety: the window's thread only.</remarks>
sealed class WindowControls(Window window, IWindowShow show, bool showsOverlay)
{
    public bool ShowsOverlay { get; private set; } = showsOverlay;

    public bool IsCloseRequested { get; private set; }

    /// <summary>The window came to a monitor of another scale; set back by who has acted on it.</summary>
    public bool IsRescaled { get; set; }

    /// <summary>Acts on all that has happened.</summary>
    /// <returns>True when the picture must be drawn again.</returns>
    public bool Handle()
    {
        bool isChanged = false;
        while (window.TryRead(out WindowEvent happened))
        {
            switch (happened.Kind)
            {
                case WindowEventKind.KeyPressed:
                case WindowEventKind.KeyRepeated:
                    isChanged = true;
                    Press(happened);
                    break;
                case WindowEventKind.Rescaled:
                    isChanged = IsRescaled = true;
                    break;
                case WindowEventKind.Resized:
                case WindowEventKind.Refreshed:
                case WindowEventKind.Restored:
                    isChanged = true;
                    break;
                case WindowEventKind.CloseRequested:
                    IsCloseRequested = true;
                    break;
            }
        }

        return isChanged;
    }

    void Press(in WindowEvent key)
    {
        // Escape leaves the full screen first, so that nobody ends a show who only wants to see the desktop.
        switch (key.Key)
        {
            case Key.F or Key.F11:
                window.IsFullScreen ^= key.Kind == WindowEventKind.KeyPressed;
                break;
            case Key.I or Key.Tab:
                ShowsOverlay ^= key.Kind == WindowEventKind.KeyPressed;
                break;
            case Key.Escape when window.IsFullScreen:
                window.IsFullScreen = false;
                break;
            case Key.Q or Key.Escape:
                IsCloseRequested |= key.Kind == WindowEventKind.KeyPressed;
                break;
            default:
                show.Press(key);
                break;
        }
    }
}

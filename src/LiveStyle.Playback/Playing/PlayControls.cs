using LiveStyle.Frames;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Playback.Playing;

/// <summary>What keys and mouse do.</summary>
/// <remarks>The window's thread only.</remarks>
sealed class PlayControls(PlaySetup setup, Transport transport, Window window)
{
    /// <summary>Pixels that the mouse must move before a press becomes a drag.</summary>
    const float DragDistance = 4;
    const float StrengthStep = 0.1f;

    static readonly TimeSpan Jump = TimeSpan.FromSeconds(5);

    readonly int styles = setup.Bundle.Styles.Names.Count;
    bool hasSplit = setup.Options.Split is not null;
    float splitShare = setup.Options.Split ?? 0.5f;
    float? mouseX;
    float pressedAt;
    bool isPressed;
    bool isDragging;
    double dragTarget = -1;

    public bool ShowsOverlay { get; private set; } = setup.Options.ShowsOverlay;

    public bool IsOriginalHeld { get; private set; }

    public bool IsCloseRequested { get; private set; }

    /// <summary>The window came to a monitor of another scale; set back by who has acted on it.</summary>
    public bool IsRescaled { get; set; }

    /// <summary>Column of the canvas at which the split is; 0: there is none.</summary>
    public float Split(FrameSize canvas) => hasSplit ? Math.Max(1, splitShare * canvas.Width) : 0;

    /// <summary>Acts on all that has happened.</summary>
    /// <param name="clipSeconds">Of the picture shown.</param>
    /// <returns>True when the picture must be drawn again.</returns>
    public bool Handle(double clipSeconds)
    {
        bool isChanged = false;
        while (window.TryRead(out WindowEvent happened))
        {
            isChanged = true;
            switch (happened.Kind)
            {
                case WindowEventKind.KeyPressed:
                case WindowEventKind.KeyRepeated:
                    Press(happened, clipSeconds);
                    break;
                case WindowEventKind.KeyReleased when happened.Key == Key.O:
                case WindowEventKind.FocusLost:
                    IsOriginalHeld = false;
                    break;
                case WindowEventKind.MousePressed when happened.Button == MouseButton.Left:
                    // Where the button went down: the event tells where the mouse was when it was heard.
                    (isPressed, isDragging, pressedAt) = (true, false, mouseX ?? happened.X);
                    break;
                case WindowEventKind.MouseReleased when happened.Button == MouseButton.Left:
                    isPressed = isDragging = false;
                    break;
                case WindowEventKind.MouseMoved:
                    mouseX = happened.X;
                    Move(happened.X);
                    break;
                case WindowEventKind.Rescaled:
                    IsRescaled = true;
                    break;
                case WindowEventKind.CloseRequested:
                    IsCloseRequested = true;
                    break;
            }
        }

        // One after another: a seek costs a decoder, and the mouse moves faster than that.
        if (dragTarget >= 0 && !transport.IsSeeking)
        {
            transport.Seek(transport.Source.Duration * dragTarget);
            dragTarget = -1;
        }

        return isChanged;
    }

    void Press(WindowEvent key, double clipSeconds)
    {
        bool isFirst = key.Kind == WindowEventKind.KeyPressed;
        if (!isFirst && transport.IsSeeking)
        {
            // A held key asks for the next frame when the last one has come.
            return;
        }

        bool isShifted = (key.Modifiers & KeyModifiers.Shift) != 0;
        switch (key.Key)
        {
            case Key.Space when isFirst:
                transport.TogglePause();
                break;
            case Key.Right when isShifted:
                transport.Seek(transport.Shown + Jump);
                break;
            case Key.Left when isShifted:
                transport.Seek(transport.Shown - Jump);
                break;
            case Key.Right:
                transport.Step(1);
                break;
            case Key.Left:
                transport.Step(-1);
                break;
            case Key.Home:
                transport.Seek(TimeSpan.Zero);
                break;
            case Key.Up:
                setup.Mixer.Strength += StrengthStep;
                break;
            case Key.Down:
                setup.Mixer.Strength -= StrengthStep;
                break;
            case >= Key.Digit0 and <= Key.Digit9 when isFirst:
                ChooseStyle(key.Key, isShifted, clipSeconds);
                break;
            case Key.RightBracket:
                setup.Mixer.Choose((setup.Mixer.Leading(clipSeconds) + 1) % styles, clipSeconds);
                break;
            case Key.LeftBracket:
                setup.Mixer.Choose((setup.Mixer.Leading(clipSeconds) + styles - 1) % styles, clipSeconds);
                break;
            case Key.T when isFirst:
                setup.Mixer.FollowTimeline(clipSeconds);
                break;
            case Key.O:
                IsOriginalHeld = true;
                break;
            case Key.S when isFirst:
                hasSplit = !hasSplit;
                FollowMouse(window.CursorPosition.X);
                break;
            case Key.I or Key.Tab when isFirst:
                ShowsOverlay = !ShowsOverlay;
                break;
            case Key.M when isFirst:
                transport.ToggleMute();
                break;
            case Key.F or Key.F11 when isFirst:
                window.IsFullScreen = !window.IsFullScreen;
                break;
            case Key.Escape when isFirst && window.IsFullScreen:
                window.IsFullScreen = false;
                break;
            case Key.Escape or Key.Q when isFirst:
                IsCloseRequested = true;
                break;
        }
    }

    /// <summary>1 to 9 and 0 are the bundle's first ten styles, with Shift the next ten.</summary>
    void ChooseStyle(Key digit, bool isShifted, double clipSeconds)
    {
        int style = (digit - Key.Digit0 + 9) % 10 + (isShifted ? 10 : 0);
        if (style < styles)
        {
            setup.Mixer.Choose(style, clipSeconds);
        }
    }

    void Move(float x)
    {
        isDragging |= isPressed && Math.Abs(x - pressedAt) >= DragDistance;
        if (!isDragging)
        {
            FollowMouse(x);
            return;
        }

        // The window's width is the clip's length.
        dragTarget = Math.Clamp(x / Math.Max(1, window.FramebufferSize.Width), 0, 1);
    }

    void FollowMouse(float x) => splitShare = Math.Clamp(x / Math.Max(1, window.FramebufferSize.Width), 0, 1);
}

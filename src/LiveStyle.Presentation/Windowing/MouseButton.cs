namespace LiveStyle.Presentation.Windowing;

/// <summary>A button of the mouse. The values are GLFW's.</summary>
public enum MouseButton
{
    /// <summary>The first button, on the left for most.</summary>
    Left,

    /// <summary>The second button, on the right for most.</summary>
    Right,

    /// <summary>The middle button, or the wheel pressed.</summary>
    Middle,
}

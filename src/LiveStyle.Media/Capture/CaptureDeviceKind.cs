namespace LiveStyle.Media.Capture;

/// <summary>The kinds of devices that live pictures and sound come from.</summary>
public enum CaptureDeviceKind
{
    /// <summary>A camera, or a card that takes video in.</summary>
    Camera,

    /// <summary>The desktop or one of its monitors.</summary>
    Screen,

    /// <summary>A window that is open.</summary>
    Window,

    /// <summary>A microphone or line input, or what is played on an output.</summary>
    Microphone,
}

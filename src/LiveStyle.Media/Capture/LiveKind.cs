namespace LiveStyle.Media.Capture;

/// <summary>What a live input is, which decides how ffmpeg opens it.</summary>
enum LiveKind
{
    /// <summary>A camera of this or another system.</summary>
    Camera,

    /// <summary>An address that a sender feeds, or that waits for one.</summary>
    Address,

    /// <summary>All of the desktop, a monitor, or a part of it.</summary>
    Screen,

    /// <summary>One window, by its title.</summary>
    Window,

    /// <summary>A moving test pattern, made as it is watched.</summary>
    Test,

    /// <summary>A film that is read as fast as it is played.</summary>
    Film,
}

using LiveStyle.Live.Frames;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Live.Windows;

/// <summary>What a window asks of the show that it shows. All is asked on the window's thread.</summary>
interface IWindowShow
{
    /// <summary>The format of every frame.</summary>
    ShowFormat Format { get; }

    /// <summary>The show's clock.</summary>
    TimeProvider Time { get; }

    /// <summary>What the title bar says now.</summary>
    string Title { get; }

    /// <summary>Writes what the overlay says now.</summary>
    void Write(OverlayText text);

    /// <summary>Acts on a key that went down or is repeated, and is none of the window's own.</summary>
    void Press(in WindowEvent key);
}

namespace LiveStyle.Live.Windows;

/// <summary>Why a show's window is gone.</summary>
public enum LiveWindowEnd
{
    /// <summary>The caller asked for it, the show is over, or the window's sink was removed from it.</summary>
    Canceled,

    /// <summary>A person closed it, and the show is to end with it.</summary>
    ShowEnds,

    /// <summary>A person closed it, and the show goes on to its other sinks.</summary>
    ShowGoesOn,
}

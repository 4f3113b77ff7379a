namespace LiveStyle.Live.Windows;

/// <summary>Why a show's window is gone.</summary>
public enum LiveWindowEnd
{
    /// <summary>The caller asked for it, or the show is over.</summary>
    Canceled,

    /// <summary>A person closed it, and the show is to end with it.</summary>
    ShowEnds,

    /// <summary>A person closed it, and the show goes on to its other sinks; or its sink was removed from the show.</summary>
    ShowGoesOn,
}

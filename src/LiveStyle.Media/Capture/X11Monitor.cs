namespace LiveStyle.Media.Capture;

/// <summary>A monitor of an X display.</summary>
/// <param name="Name">Its connection, such as "HDMI-1".</param>
/// <param name="Region">The part of the desktop that it shows.</param>
/// <param name="IsPrimary">Whether it is the main one.</param>
readonly record struct X11Monitor(string Name, ScreenRegion Region, bool IsPrimary);

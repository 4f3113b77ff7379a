namespace LiveStyle.Media.Capture;

/// <summary>A window of an X display.</summary>
/// <param name="Id">The number by which X11 knows it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Region">Where it lies on the screen.</param>
readonly record struct X11Window(uint Id, string Title, ScreenRegion Region);

namespace LiveStyle.Media.Capture;

/// <summary>The devices that were found on this machine.</summary>
/// <param name="Devices">Cameras, screens, windows and microphones, in this order.</param>
/// <param name="Notes">One line on each kind that could not be asked for, with what it needs; often none.</param>
public sealed record CaptureList(IReadOnlyList<CaptureDevice> Devices, IReadOnlyList<string> Notes);

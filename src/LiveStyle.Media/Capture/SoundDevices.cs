namespace LiveStyle.Media.Capture;

/// <summary>Names the microphones, lines and monitors that there are, for who looks for one.</summary>
static class SoundDevices
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Names that <see cref="SoundCapture"/> takes, such as "pulse:alsa_input.usb"; none where there is none, or the system can't tell.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            IReadOnlyList<CaptureDevice> devices =
                OperatingSystem.IsWindows() ? await DirectShowDevices.ListAsync(limit.Token).ConfigureAwait(false)
                : OperatingSystem.IsMacOS() ? await AvFoundationDevices.ListAsync(limit.Token).ConfigureAwait(false)
                : await LinuxSoundDevices.ListAsync(limit.Token).ConfigureAwait(false);
            return [.. devices.Where(device => device.Kind == CaptureDeviceKind.Microphone).Select(device => device.Source)];
        }
        catch (Exception failure) when (failure is MediaException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The name that was given is what is told of; the list is only help.
            return [];
        }
    }
}

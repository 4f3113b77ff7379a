namespace LiveStyle.Stylization;

/// <summary>A device can't run networks: this build has none of its libraries, or this machine can't start it.</summary>
/// <param name="device">Which one; never Auto.</param>
/// <param name="isInBuild">Whether this build could use the device on another machine.</param>
/// <param name="reason">What is wrong: a part of a sentence, such as "libcuda.so.1: cannot open shared object file".</param>
/// <param name="cure">What mends it: a part of a sentence.</param>
/// <param name="cause">What failed, if anything.</param>
public sealed class StylizerDeviceException(StylizerDevice device, bool isInBuild, string reason, string cure, Exception? cause = null)
    : LiveStyleException($"the device {device.Name()} can't be used: {reason}; {cure}, or choose the device cpu", cause)
{
    /// <summary>Which one; never Auto.</summary>
    public StylizerDevice Device { get; } = device;

    /// <summary>Whether this build could use the device on another machine.</summary>
    public bool IsInBuild { get; } = isInBuild;

    /// <summary>What is wrong: a part of a sentence.</summary>
    public string Reason { get; } = reason;

    /// <summary>What mends it: a part of a sentence.</summary>
    public string Cure { get; } = cure;
}

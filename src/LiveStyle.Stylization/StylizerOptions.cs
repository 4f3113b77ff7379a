namespace LiveStyle.Stylization;

/// <summary>How a stylizer runs its network.</summary>
public sealed record StylizerOptions
{
    public StylizerDevice Device { get; init; } = StylizerDevice.Auto;

    /// <summary>CPU threads of one run; null for as many as the machine has cores.</summary>
    public int? Threads { get; init; }
}

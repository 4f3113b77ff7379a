namespace LiveStyle.Live;

/// <summary>Where a show's sound comes from.</summary>
public sealed record SoundChoice
{
    SoundChoice(bool isOfSource, string? device) => (IsOfSource, Device) = (isOfSource, device);

    /// <summary>The source's own sound, where it has any.</summary>
    public static SoundChoice Source { get; } = new(true, null);

    /// <summary>No sound at all.</summary>
    public static SoundChoice None { get; } = new(false, null);

    /// <summary>Whether it is the source's own.</summary>
    public bool IsOfSource { get; }

    /// <summary>The microphone, line or monitor; null where it is none.</summary>
    public string? Device { get; }

    /// <summary>A microphone, a line, or what the machine plays.</summary>
    /// <param name="device">Its name, as the system's sound devices are called.</param>
    public static SoundChoice Of(string device) => new(false, device);
}

namespace LiveStyle.Gpu.Tuning;

/// <summary>How a network's convolutions are cut into workgroups.</summary>
public enum TileTuning
{
    /// <summary>
    /// They are cut as was measured on the device before; what was not measured, a GPU measures now, for two seconds at most, and remembers. Vulkan on the
    /// processor measures nothing unasked, since it takes a second for each of the shaders.
    /// </summary>
    Remembered,

    /// <summary>Every choice is measured anew and remembered, whatever the device is.</summary>
    Measure,

    /// <summary>They are cut as is good on most devices; nothing is measured, read or written.</summary>
    None,
}

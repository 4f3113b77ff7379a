namespace LiveStyle.Gpu;

/// <summary>What a caller can do where a GPU can't do what was asked.</summary>
[Flags]
public enum GpuRemedies
{
    /// <summary>Nothing but what the message says.</summary>
    None = 0,

    /// <summary>Smaller frames need less memory, or are short enough for the device.</summary>
    SmallerFrames = 1,

    /// <summary>The network runs on the processor too.</summary>
    Processor = 2,

    /// <summary>The pictures can be made without showing them in a window.</summary>
    NoWindow = 4,

    /// <summary>What is drawn needs Vulkan; a film written to a file does not.</summary>
    NoDrawing = 8,
}

using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;

namespace LiveStyle.Live.Windows;

/// <summary>How a show's window opens, and what its end means. Immutable, so thread-safe.</summary>
public sealed record LiveWindowOptions
{
    /// <summary>The size of the content, in screen coordinates; null: the show's, made smaller where that would not fit most screens.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>Whether it opens over the whole of a monitor.</summary>
    public bool IsFullScreen { get; init; }

    /// <summary>Whether it opens with the figures drawn over the picture.</summary>
    public bool ShowsOverlay { get; init; }

    /// <summary>Whether the show ends with its window. False: it goes on as long as it has other sinks.</summary>
    public bool ClosesShow { get; init; } = true;

    /// <summary>A part of the name of the Vulkan device that draws, or its number; null: the best. No network runs on it.</summary>
    public string? VulkanDevice { get; init; }

    /// <summary>How Vulkan is opened; what the window needs is added.</summary>
    public GpuInstanceOptions GpuInstance { get; init; } = new();

    /// <summary>A callback on the window's thread for each line that a person should read; null: nobody is told.</summary>
    public Action<string>? Noted { get; init; }
}

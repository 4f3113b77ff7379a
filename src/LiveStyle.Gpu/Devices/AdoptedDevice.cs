namespace LiveStyle.Gpu.Devices;

/// <summary>
/// A Vulkan device that belongs to an engine, by its raw 64-bit handles. They stay the engine's, which destroys them after what
/// was made with them here. Immutable, so thread-safe.
/// </summary>
/// <remarks>
/// The device must be of Vulkan 1.3 with the features synchronization2 and timelineSemaphore and shaderStorageImageWriteWithoutFormat
/// enabled; what can be used beyond that is said by the flags, since Vulkan does not tell what an engine enabled.
/// </remarks>
public sealed record AdoptedDevice
{
    /// <summary>The VkInstance that the physical device belongs to.</summary>
    public required nint Instance { get; init; }

    /// <summary>The VkPhysicalDevice that the device was opened on.</summary>
    public required nint PhysicalDevice { get; init; }

    /// <summary>The VkDevice to work on.</summary>
    public required nint Device { get; init; }

    /// <summary>A VkQueue of the device that computes. It is used only while something is created or disposed here, never by a Record.</summary>
    public required nint Queue { get; init; }

    /// <summary>The number of the queue's family, whose command buffers will be recorded into.</summary>
    public required uint QueueFamily { get; init; }

    /// <summary>Whether the engine enabled VK_KHR_cooperative_matrix, cooperativeMatrix, vulkanMemoryModel, computeFullSubgroups, shaderFloat16 and storageBuffer16BitAccess.</summary>
    public bool HasMatrices { get; init; }
}

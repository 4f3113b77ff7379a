using System.Runtime.InteropServices;

namespace LiveStyle.Training;

/// <summary>
/// Keeps glibc's big allocations mapped. By default each tensor of some megabytes is mapped, faulted in page by
/// page and unmapped again, and training spends most of its time there.
/// </summary>
static partial class NativeAllocator
{
    const int TrimThreshold = -1;
    const int TopPad = -2;
    const int MmapMax = -4;

    /// <summary>Call before the first tensor is made. Does nothing where the C library is not glibc.</summary>
    public static void KeepMapped()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // A threshold is an int here and capped; "no mmap at all" says the same without a cap.
            _ = Set(MmapMax, 0);
            _ = Set(TrimThreshold, -1);
            _ = Set(TopPad, 512 << 20);
        }
        catch (EntryPointNotFoundException)
        {
        }
        catch (DllNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}

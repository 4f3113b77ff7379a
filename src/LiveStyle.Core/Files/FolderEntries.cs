using System.Runtime.InteropServices;

namespace LiveStyle.Files;

/// <summary>The names in a folder, as the disk has them: a rename is on the disk only once its folder is.</summary>
static partial class FolderEntries
{
    const int ReadOnly = 0;

    /// <summary>Waits until the folder's names are on the disk. Where the system can't (Windows writes them in order itself; some network disks refuse) it does nothing.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folder as a file.
        int descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

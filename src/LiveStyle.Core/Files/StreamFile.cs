using System.Runtime.InteropServices;

namespace LiveStyle.Files;

/// <summary>
/// Paths that name no file but what gives or takes bytes once, in their order: named pipes, a shell's process substitution, sockets, devices.
/// Such a path is never to be replaced by a file, and what it gives can't be read again.
/// </summary>
public static partial class StreamFile
{
    const string WindowsPipes = @"\\.\pipe\";

    /// <summary>The bits of the system's mode of a file that tell its kind, and the kinds.</summary>
    const int KindMask = 0xF000, Fifo = 0x1000, CharacterDevice = 0x2000, Socket = 0xC000;

    const int WorkingFolder = -100, TypeAlone = 1, StatusBytes = 256, LinuxMode = 28, MacMode = 4;

    /// <summary>Whether a path leads there; false of what isn't there, and where the system doesn't tell. Opens nothing.</summary>
    public static bool IsStream(string path) => OperatingSystem.IsWindows()
        ? path.StartsWith(WindowsPipes, StringComparison.OrdinalIgnoreCase)
        : (Mode(path) & KindMask) is Fifo or CharacterDevice or Socket;

    static unsafe int Mode(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return StatusOnLinux(WorkingFolder, path, 0, TypeAlone, status) == 0 ? *(ushort*)(status + LinuxMode) : 0;
            }

            if (OperatingSystem.IsMacOS())
            {
                int failure = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? StatusOnMacX64(path, status) : StatusOnMac(path, status);
                return failure == 0 ? *(ushort*)(status + MacMode) : 0;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A system of before 2019: all paths count as files' there.
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusOnLinux(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusOnMac(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusOnMacX64(string path, byte* status);
}

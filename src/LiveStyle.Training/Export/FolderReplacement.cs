using System.Runtime.InteropServices;

namespace LiveStyle.Training.Export;

/// <summary>
/// Puts a finished folder in another's place. Linux and macOS exchange the two names in one step, so that a whole folder has the name at
/// every moment. Elsewhere the old one steps aside first; a kill in between leaves both whole, and <see cref="Recover"/> puts it back.
/// </summary>
static partial class FolderReplacement
{
    /// <summary>Ends the name of an old folder that has stepped aside; not ".old", which people give to folders of theirs.</summary>
    public const string OldSuffix = ".part.old";

    // Linux's renameat2, and macOS's renamex_np; both flags are 2.
    const int CurrentFolder = -100, Exchange = 2, Swap = 2;

    /// <param name="target">Need not be there; without a separator at its end, as is the other.</param>
    /// <param name="finished">On the same disk; gone afterwards.</param>
    /// <exception cref="IOException">The system refuses; the old folder has its name.</exception>
    public static void Replace(string target, string finished)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(finished, target);
        }
        else if (TryExchange(finished, target))
        {
            Directory.Delete(finished, recursive: true);
        }
        else
        {
            ReplaceInSteps(target, finished);
        }
    }

    /// <summary>As <see cref="Replace"/> does where two names can't be exchanged: on Windows, and on some disks.</summary>
    public static void ReplaceInSteps(string target, string finished)
    {
        string old = target + OldSuffix;
        Directory.Move(target, old);
        try
        {
            Directory.Move(finished, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }

    /// <summary>Ends what a kill interrupted: an old folder gets its name back, or goes where a new one has it.</summary>
    public static void Recover(string target)
    {
        string old = target + OldSuffix;
        if (!Directory.Exists(old))
        {
            return;
        }

        if (Directory.Exists(target))
        {
            Directory.Delete(old, recursive: true);
        }
        else
        {
            Directory.Move(old, target);
        }
    }

    static bool TryExchange(string first, string second)
    {
        try
        {
            return OperatingSystem.IsLinux() ? ExchangeOnLinux(CurrentFolder, first, CurrentFolder, second, Exchange) == 0
                : OperatingSystem.IsMacOS() && ExchangeOnMac(first, second, Swap) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExchangeOnLinux(int firstFolder, string first, int secondFolder, string second, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExchangeOnMac(string first, string second, uint flags);
}

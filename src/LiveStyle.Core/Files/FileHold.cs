namespace LiveStyle.Files;

/// <summary>Keeps other writers away from a file while it is read, changed and written: in this program and in others of this machine.</summary>
/// <remarks>A lock file beside it, which stays; the system lets go of it when a program ends in any way. Disposal ends the hold.</remarks>
public sealed class FileHold : IDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    readonly FileStream hold;

    FileHold(FileStream hold) => this.hold = hold;

    /// <summary>Waits until nobody else holds the file.</summary>
    /// <param name="path">The path of the file, which need not be there; its folder must.</param>
    /// <param name="patience">The longest time to wait.</param>
    /// <returns>The hold; null where somebody holds the file for longer, or no lock can be made there.</returns>
    public static FileHold? TryTake(string path, TimeSpan patience)
    {
        long begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileHold(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                if (problem is not IOException || problem is DirectoryNotFoundException || TimeProvider.System.GetElapsedTime(begin) > patience)
                {
                    return null;
                }
            }

            Thread.Sleep(Beat);
        }
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose() => hold.Dispose();
}

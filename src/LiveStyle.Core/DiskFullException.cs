namespace LiveStyle;

/// <summary>A disk has no room for what was to be written. Nothing of it lies under the final name.</summary>
public sealed class DiskFullException : MediaException
{
    const int Unix = 28;
    const int Windows = unchecked((int)0x80070070);
    const int WindowsHandle = unchecked((int)0x80070027);

    /// <summary>How the system's programs call it on their error stream.</summary>
    public const string SystemText = "No space left on device";

    /// <summary>Makes the exception.</summary>
    /// <param name="location">The file or folder, or how a user calls what was to be written.</param>
    /// <param name="cause">What was thrown; null: a program said so.</param>
    public DiskFullException(string location, Exception? cause = null)
        : base($"the disk is full: {location} could not be written; free some space or choose another folder", cause)
    {
        Location = location;
        FreeBytes = Free(location);
    }

    /// <summary>Bytes that the disk had left for this user when it was noticed; null where that can't be told, as of a pipe.</summary>
    public long? FreeBytes { get; }

    /// <summary>Whether a failure is a full disk's, on any system.</summary>
    /// <param name="failure">What was thrown; null is none.</param>
    public static bool IsCauseOf(Exception? failure) =>
        failure is DiskFullException || (failure is IOException && (failure.HResult is Unix or Windows or WindowsHandle || failure.Message.Contains(SystemText, StringComparison.Ordinal)));

    /// <summary>A failed write in words for a user: the disk is full, or what the system says.</summary>
    /// <param name="location">The file or folder.</param>
    /// <param name="failure">What was thrown.</param>
    public static MediaException Of(string location, Exception failure) => IsCauseOf(failure)
        ? new DiskFullException(location, failure)
        : new MediaException($"{location} can't be written: {failure.Message}", failure) { Location = location };

    static long? Free(string location)
    {
        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(location)) ?? location;
            return Directory.Exists(folder) ? new DriveInfo(folder).AvailableFreeSpace : null;
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}

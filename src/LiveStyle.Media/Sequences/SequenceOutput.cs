namespace LiveStyle.Media.Sequences;

/// <summary>The files that a film of pictures becomes: written into a folder aside, then given their names.</summary>
/// <param name="pattern">The full path, numbered: "out/%06d.png".</param>
public sealed class SequenceOutput(string pattern)
{
    /// <summary>The name of the list of the pictures' times, beside them.</summary>
    public const string TimesFile = "timestamps.txt";

    readonly string folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!;

    string Name => Path.GetFileName(pattern).Replace("%", "", StringComparison.Ordinal);

    internal string Aside => Path.Combine(folder, $".{Name}.partial");

    /// <summary>What was aside, once all of it was whole.</summary>
    string Whole => Path.Combine(folder, $".{Name}.whole");

    string Times => Path.Combine(folder, TimesFile);

    /// <summary>
    /// Finds a file that is there and would be replaced or removed; null where there is none, or only what a run that was killed meanwhile
    /// published of its own.
    /// </summary>
    public string? Existing() => Directory.Exists(Whole) ? null
        : ImageSequence.PicturesOf(pattern) is [var picture, ..] ? picture.Path
        : File.Exists(Times) ? Times : null;

    /// <summary>Makes the folder aside, empty.</summary>
    public void Begin()
    {
        Remove(Aside);
        Directory.CreateDirectory(Aside);
    }

    /// <summary>Gives all their names; of earlier pictures, those that are not replaced go.</summary>
    internal void Publish(long first, int count)
    {
        Remove(Whole);
        Directory.Move(Aside, Whole);
        foreach ((long number, string path) in ImageSequence.PicturesOf(pattern))
        {
            if (number < first || number >= first + count)
            {
                File.Delete(path);
            }
        }

        string written = Path.Combine(Whole, Path.GetFileName(pattern));
        for (int i = 0; i < count; i++)
        {
            File.Move(ImageSequence.PictureOf(written, first + i), ImageSequence.PictureOf(pattern, first + i), overwrite: true);
        }

        File.Move(Path.Combine(Whole, TimesFile), Times, overwrite: true);
        Remove(Whole);
    }

    /// <summary>Removes the folder aside; a leftover that can't be removed is let pass.</summary>
    public void Abandon()
    {
        try
        {
            Remove(Aside);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Nothing has its final name; a leftover is the lesser harm.
        }
    }

    static void Remove(string aside)
    {
        if (Directory.Exists(aside))
        {
            Directory.Delete(aside, recursive: true);
        }
    }
}

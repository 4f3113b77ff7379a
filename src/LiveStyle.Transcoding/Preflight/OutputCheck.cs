using LiveStyle.Files;
using LiveStyle.Media.Sequences;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>Whether a film may be written where it shall be, settled before any work.</summary>
public static class OutputCheck
{
    /// <summary>Refuses an output that may not be written.</summary>
    /// <param name="settings">The settings of the film.</param>
    /// <param name="mayReplace">Is asked where the output is there already; false refuses.</param>
    /// <exception cref="MediaException">
    /// The output is there and may not be replaced, or it would replace what the film is made from.
    /// </exception>
    public static void Check(FilmSettings settings, Func<string, bool> mayReplace)
    {
        if (FilmPipes.IsPipe(settings.Input) || FilmPipes.IsPipe(settings.Output))
        {
            throw new LiveStyleException("a pipe is read and written once, so it can't be cut into segments; make the film in one go, or give files by their names") { Remedies = Remedies.OnePass };
        }

        CheckFile(settings, mayReplace);
    }

    /// <summary>Refuses a contact sheet whose name is taken by something of the film.</summary>
    /// <param name="settings">The settings of the film.</param>
    /// <param name="sheet">The path of the contact sheet.</param>
    /// <exception cref="MediaException">A contact sheet of that name would replace what the film is made from, or the film.</exception>
    public static void CheckSheet(FilmSettings settings, string sheet)
    {
        IEnumerable<string> masks = new[] { settings.Mask }.OfType<string>().Concat(settings.Regions.Select(region => region.Mask));
        IEnumerable<string> read = ImageSequence.FilesOf(settings.Input).Concat(masks).Concat(settings.StyleFiles);
        if (Path.GetFullPath(sheet) == settings.Output || RealPath.OfFiles([.. read, settings.Output]).Overlaps(RealPath.OfFiles([sheet])))
        {
            throw new MediaException($"{sheet}: the contact sheet is a file that the film is made from, or the film; name another");
        }
    }

    /// <summary>The same where the original may be a pipe.</summary>
    /// <inheritdoc cref="Check"/>
    internal static void CheckFile(FilmSettings settings, Func<string, bool> mayReplace)
    {
        string output = settings.Output, name = ShownPath.Of(output);
        if (output == settings.Input || RealPath.IsSameFile(settings.Input, output))
        {
            throw new MediaException($"{name}: input and output are the same file; name another output");
        }

        if (Directory.Exists(output))
        {
            throw new MediaException($"{name} is a folder; give a file name");
        }

        string folder = Path.GetDirectoryName(output)!;

        // Pictures like a folder of their own, which is made; a mistyped path is told.
        if (!Directory.Exists(ImageSequence.IsNumbered(output) ? Path.GetDirectoryName(folder) ?? folder : folder))
        {
            throw new MediaException($"the folder {folder} does not exist; create it or choose another");
        }

        if (ImageSequence.IsNumbered(output) && RealPath.OfFiles(ImageSequence.PicturesOf(output).Select(picture => picture.Path))
            .Overlaps(RealPath.OfFiles(ImageSequence.FilesOf(settings.Input))))
        {
            throw new MediaException($"{name} names pictures of the original; name another folder or another pattern");
        }

        string? there = ImageSequence.IsNumbered(output) ? new SequenceOutput(output).Existing() : File.Exists(output) ? output : null;
        if (there is not null && !mayReplace(there))
        {
            throw new MediaException($"{ShownPath.Of(there)} is there already; name another output, or have it replaced") { Remedies = Remedies.Replacing, Location = there };
        }
    }
}

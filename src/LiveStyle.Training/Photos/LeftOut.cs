namespace LiveStyle.Training.Photos;

/// <summary>A picture that can't be used.</summary>
/// <param name="Reason">Without the path, with the cure.</param>
sealed record LeftOut(string Path, string Reason)
{
    const int Named = 20;

    /// <param name="problem">Its message may begin with the path, as those of files do.</param>
    public static LeftOut Because(string path, Exception problem) =>
        new(path, problem.Message.StartsWith(path + ": ", StringComparison.Ordinal) ? problem.Message[(path.Length + 2)..] : problem.Message);

    /// <summary>One line: "2 photographs left out: a.jpg (reason), b.png (reason)"; of many, the first ones.</summary>
    /// <param name="folder">Names are relative to it.</param>
    /// <param name="kind">What they are, in the singular.</param>
    public static string Describe(IReadOnlyList<LeftOut> pictures, string folder, string kind)
    {
        IEnumerable<string> names = pictures.Take(Named).Select(picture => $"{System.IO.Path.GetRelativePath(folder, picture.Path)} ({picture.Reason})");
        string more = pictures.Count > Named ? $", and {pictures.Count - Named} more" : "";
        return $"{pictures.Count} {kind}{(pictures.Count == 1 ? "" : "s")} left out: {string.Join(", ", names)}{more}";
    }
}

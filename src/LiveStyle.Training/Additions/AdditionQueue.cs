using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Additions;

/// <summary>The paintings of one run of add-style, one after another on the same network, weights and photographs.</summary>
/// <param name="addition">Stays the caller's.</param>
/// <param name="photos">Stays the caller's.</param>
/// <param name="options">Validated; each style's name comes from its job.</param>
sealed class AdditionQueue(StyleAddition addition, PhotoSplit photos, AdditionOptions options)
{
    const int Failed = 1, Interrupted = 130;

    /// <summary>How often each preview is drawn anew; null: never.</summary>
    public TimeSpan? PreviewEvery { get; init; }

    /// <summary>A style of the bundle with the same painting, to compare with; of one painting alone.</summary>
    public string? Rival { get; init; }

    /// <summary>Paintings of the bundle's own styles, as far as they are at hand.</summary>
    public IReadOnlyList<Painting> Own { get; init; } = [];

    /// <summary>Learns all. One that diverges among several is told of on standard error, and the others go on.</summary>
    /// <returns>The program's exit code: 0, 1 where one diverged, 130 where it was stopped.</returns>
    /// <exception cref="LiveStyleException">The only one diverged.</exception>
    public async Task<int> RunAsync(IReadOnlyList<AdditionJob> jobs, CancellationToken cancellation)
    {
        Console.WriteLine($"{photos.LearnedCount} photographs to learn on, {photos.MeasuredPhotos.Count} to measure on; {addition.Bundle.Name} has {addition.Painted.Count()} painted styles");
        int code = 0;
        for (int i = 0; i < jobs.Count; i++)
        {
            AdditionJob job = jobs[i];
            if (jobs.Count > 1)
            {
                Console.WriteLine($"Style {i + 1} of {jobs.Count}: {job.Style.Slug}");
            }

            bool isWhole = true;
            try
            {
                using var session = new AdditionSession(addition, photos, job.Painting, options with { Style = job.Style })
                {
                    Output = job.Output, PreviewEvery = PreviewEvery, Rival = Rival, Own = Own,
                };
                isWhole = await session.RunAsync(cancellation);
            }
            catch (LiveStyleException problem) when (jobs.Count > 1)
            {
                Console.Error.WriteLine($"{job.Style.Slug}: {problem.Message}");
                code = Failed;
            }

            if (!isWhole || (cancellation.IsCancellationRequested && i < jobs.Count - 1))
            {
                TellOfRest([.. jobs.Skip(i + 1)]);
                return Interrupted;
            }
        }

        return code;
    }

    static void TellOfRest(IReadOnlyList<AdditionJob> rest)
    {
        if (rest.Count > 0)
        {
            Console.WriteLine($"Not begun: {string.Join(", ", rest.Select(job => job.Painting.Path))}; give them to add-style again");
        }
    }
}

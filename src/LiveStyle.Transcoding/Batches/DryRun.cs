using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Batches;

/// <summary>What a batch would take. Nothing of it is made.</summary>
/// <param name="Films">Each film's forecast, in order.</param>
/// <param name="NeededBytes">On the disk at most: all films, and the largest one's segments beside them.</param>
/// <param name="FreeBytes">On the disk of the outputs' folder.</param>
public sealed record DryRun(IReadOnlyList<FilmForecast> Films, long NeededBytes, long FreeBytes)
{
    /// <summary>Makes some frames of each film in a temporary folder, and removes them.</summary>
    /// <param name="films">Of the batch.</param>
    /// <param name="speed">Threads and slots, as they will be.</param>
    /// <param name="folder">Of the outputs; need not be there.</param>
    /// <param name="display">Is told how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<DryRun> MeasureAsync(
        IReadOnlyList<BatchFilm> films, FilmSpeed speed, string folder, IProgressDisplay display, CancellationToken cancellation)
    {
        var forecasts = new List<FilmForecast>();
        foreach (FilmSettings film in films.Select(film => film.Settings))
        {
            try
            {
                forecasts.Add(new FilmForecast(film, await FilmEstimate.MeasureAsync(film, speed, display, cancellation).ConfigureAwait(false), null));
            }
            catch (LiveStyleException failure)
            {
                forecasts.Add(new FilmForecast(film, null, failure));
            }
        }

        // One film's segments at a time lie beside the films that are done.
        long[] sizes = [.. forecasts.Select(forecast => (forecast.Estimate?.Disk ?? 0) / 2)];
        return new DryRun(forecasts, sizes.Sum() + sizes.DefaultIfEmpty().Max(), Free(folder));
    }

    static long Free(string folder)
    {
        string there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        return new DriveInfo(there).AvailableFreeSpace;
    }
}

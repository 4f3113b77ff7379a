using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Batches;

/// <summary>The forecast of a batch, of which nothing is made.</summary>
/// <param name="Films">The forecast of each film, in order.</param>
/// <param name="NeededBytes">The bytes on the disk at most: all films, and the largest one's segments beside them.</param>
/// <param name="FreeBytes">The free bytes on the disk of the outputs' folder.</param>
public sealed record DryRun(IReadOnlyList<FilmForecast> Films, long NeededBytes, long FreeBytes)
{
    /// <summary>Makes some frames of each film in a temporary folder, and removes them.</summary>
    /// <param name="films">The films of the batch.</param>
    /// <param name="speed">The threads and slots, as they will be.</param>
    /// <param name="folder">The folder of the outputs, which need not be there.</param>
    /// <param name="progress">Is told how far it is; null: nobody.</param>
    /// <param name="cancellation">Ends it; nothing is left.</param>
    public static async Task<DryRun> MeasureAsync(
        IReadOnlyList<BatchFilm> films, FilmSpeed speed, string folder, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var forecasts = new List<FilmForecast>();
        foreach (FilmSettings film in films.Select(film => film.Settings))
        {
            try
            {
                forecasts.Add(new FilmForecast(film, await FilmEstimate.MeasureAsync(film, speed, progress, cancellation).ConfigureAwait(false), null));
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

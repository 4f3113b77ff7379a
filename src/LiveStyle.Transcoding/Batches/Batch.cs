using LiveStyle.Files;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Running;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Batches;

/// <summary>Makes one film after another. A film that can't be made holds up none of the others.</summary>
/// <param name="progress">Is told how far it is; null: nobody.</param>
/// <param name="describe">Tells in one line what a film failed of; null for the failure's own message.</param>
public sealed class Batch(IProgress<WorkProgress>? progress = null, Func<Exception, string>? describe = null)
{
    /// <summary>Makes the films one after another.</summary>
    /// <param name="films">The films, in the order in which they are made.</param>
    /// <param name="options">The options of each run; the film is put in.</param>
    /// <param name="cancellation">Ends the film that is being made, and the batch; the same batch goes on there.</param>
    /// <returns>One line on each film that could not be made.</returns>
    /// <exception cref="StoppedException">It was cancelled.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<BatchFilm> films, TranscodeOptions options, CancellationToken cancellation)
    {
        int made = 0, there = 0;
        var failures = new List<string>();
        for (int i = 0; i < films.Count; i++)
        {
            FilmSettings film = films[i].Settings;
            string name = ShownPath.Of(film.Input);
            if (File.Exists(film.Output) && !options.Overwrite && !RealPath.IsSameFile(film.Input, film.Output) && !new FilmFolder(FilmFolder.For(film.Output)).HasJoined(null, film.Output))
            {
                there++;
                progress.Note($"{i + 1} of {films.Count}: {ShownPath.Of(film.Output)} is there already and stays as it is");
                continue;
            }

            progress.Note($"{i + 1} of {films.Count}: {name}");
            try
            {
                await new Transcoder(progress).RunAsync(options with { Film = film }, cancellation);
                made++;
            }
            catch (StoppedException stopped)
            {
                throw new StoppedException($"{stopped.Message}; {made + there} of {films.Count} films are there", stopped.Partial);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new StoppedException($"stopped; nothing of {ShownPath.Of(film.Output)} was written; {made + there} of {films.Count} films are there");
            }
            catch (Exception failure) when (failure is LiveStyleException or IOException or UnauthorizedAccessException or OutOfMemoryException)
            {
                string line = OneLine.Of(describe?.Invoke(failure) ?? failure.Message);
                failures.Add(line.Contains(Path.GetFileName(name), StringComparison.Ordinal) ? line : $"{name}: {line}");
                progress.Note($"not made: {failures[^1]}");
            }
        }

        progress.Done(
            $"{made} of {films.Count} films made" + (there > 0 ? $", {there} there before" : "") +
            (failures.Count == 0 ? "" : $", {failures.Count} not: {string.Join("; ", failures)}"),
            new Dictionary<string, object> { ["films"] = films.Count, ["made"] = made, ["there"] = there, ["failed"] = failures.Count, ["failures"] = failures });
        return failures;
    }
}

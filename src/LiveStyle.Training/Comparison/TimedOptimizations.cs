using System.Text.Json;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Evaluation;

namespace LiveStyle.Training.Comparison;

/// <summary>A picture that was optimized.</summary>
/// <param name="Frame">The caller's.</param>
/// <param name="Time">What it took.</param>
readonly record struct TimedPicture(HostFrame Frame, WorkTime Time);

/// <summary>Optimized pictures, each made once and kept with the time that it took.</summary>
/// <param name="pictures">Makes and keeps them; stays the caller's.</param>
/// <param name="progress">After each step, what is optimized and the share that is done.</param>
sealed class TimedOptimizations(OptimizedPictures pictures, Action<string, double> progress)
{
    /// <summary>Whether nothing is left to optimize.</summary>
    public bool Has(NamedPicture picture, string slug) => Read(pictures.PathOf(picture.Frame, slug)) is not null;

    /// <summary>From the folder, or optimized now.</summary>
    /// <exception cref="OperationCanceledException">Cancelled in the middle: this picture begins anew the next time.</exception>
    public TimedPicture Get(NamedPicture picture, string slug, CancellationToken cancellation)
    {
        string path = pictures.PathOf(picture.Frame, slug);
        if (Read(path) is not { } time)
        {
            // A picture without a note was not timed to its end.
            File.Delete(path);
            time = WorkTime.Of(() => pictures.Paint(picture.Frame, slug, share => progress($"{slug} on {picture.Name}", share), cancellation)).Time;
            AtomicFile.WriteText(NoteOf(path), JsonSerializer.Serialize(time));
        }

        return new TimedPicture(StillImage.Load(path), time);
    }

    static string NoteOf(string path) => Path.ChangeExtension(path, ".json");

    static WorkTime? Read(string path)
    {
        try
        {
            return File.Exists(path) && File.Exists(NoteOf(path))
                ? JsonSerializer.Deserialize<WorkTime>(File.ReadAllText(NoteOf(path)))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

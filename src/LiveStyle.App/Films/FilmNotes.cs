using LiveStyle.App.Progress;
using LiveStyle.Media;

namespace LiveStyle.App.Films;

/// <summary>What a user should know before a film is made; with --strict, what refuses it.</summary>
static class FilmNotes
{
    /// <exception cref="LiveStyleException">The encoder can't do it, or something would be lost and the settings are strict.</exception>
    public static async Task CheckAsync(FilmSession session, IProgressDisplay display, CancellationToken cancellation)
    {
        if (await VideoEncoder.CheckAsync(session.Settings.Output, FilmEncoding.Of(session), cancellation) is { } note)
        {
            display.Note(note);
        }

        StreamPlan streams = StreamPlan.Of(session.Clip, session.Settings.Output);
        if (session.Settings.Strict && streams.Losses.Count > 0)
        {
            throw new LiveStyleException($"{streams.Losses.Count} things of the original would be lost: {string.Join("; ", streams.Losses)}; choose another container, or leave --strict out");
        }

        foreach (string sentence in streams.Losses.Select(loss => "lost: " + loss).Concat(streams.Conversions))
        {
            display.Note(sentence);
        }
    }
}

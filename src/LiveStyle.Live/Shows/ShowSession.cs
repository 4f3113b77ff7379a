using LiveStyle.Live.Control;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web;
using LiveStyle.Styles;

namespace LiveStyle.Live.Shows;

/// <summary>A show as its file asks for it, with all that controls it, and with what changes in the file while it runs.</summary>
/// <remarks>Run it once. <see cref="Apply"/> may be called from any thread.</remarks>
/// <example>
/// <code>
/// File.WriteAllText("show.json", "{ \"source\": \"test:320x180@15\", \"to\": [\"show.mkv\"], \"blend\": \"munch-scream\" }");
/// ShowFile file = ShowFileReader.Load("show.json");
/// var options = new ShowSessionOptions { WatchedPath = "show.json", Noted = Console.WriteLine };
/// using var end = new CancellationTokenSource(TimeSpan.FromSeconds(5));
/// await using ShowSession session = await ShowSession.OpenAsync(file, options, CancellationToken.None);
/// await session.RunAsync(end.Token);
/// </code>
/// </example>
public sealed class ShowSession : IAsyncDisposable
{
    /// <summary>The bundle of a show that names none.</summary>
    public const string DefaultModel = "live";

    /// <summary>How often the file is looked at.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    readonly Lock gate = new();
    readonly ShowSessionOptions options;
    readonly Dictionary<string, string> sinks = [];
    readonly ShowDoors doors;
    ShowFileWatcher? watcher;
    ShowFile file;

    ShowSession(ShowFile file, ShowSessionOptions options, LiveShow show, ShowDoors doors)
    {
        (this.file, this.options, Show, this.doors) = (file, options, show, doors);
        foreach ((string text, SinkStatus sink) in (file.To ?? []).Zip(show.Sinks.Statuses))
        {
            sinks[text] = sink.Name;
        }

        if (options.Noted is { } noted)
        {
            show.Noted += noted;
        }

        if (options.WatchedPath is { } path)
        {
            watcher = new ShowFileWatcher(path, Interval, Apply, Note, options.Time);
        }
    }

    /// <summary>The show.</summary>
    public LiveShow Show { get; }

    /// <summary>The server by which it is controlled; null for none.</summary>
    public ControlServer? Control => doors.Web;

    /// <summary>Opens the show, which waits for the source's first picture, and what controls it.</summary>
    /// <param name="file">What is asked for; what <see cref="ShowSessionOptions.Overlay"/> lays over is in it already.</param>
    /// <param name="options">What else there is.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="LiveStyleException">A part can't be done or opened; one line names it and the cure.</exception>
    public static async Task<ShowSession> OpenAsync(ShowFile file, ShowSessionOptions options, CancellationToken cancellation)
    {
        ShowPlan plan = ShowPlan.Of(file, options.Window, options.Time);
        LiveShow show = await LiveShow.OpenAsync(plan.Show, cancellation).ConfigureAwait(false);
        var doors = new ShowDoors();
        try
        {
            if (plan.Playlist is { } playlist)
            {
                show.Desk.Do(playlist);
                if (plan.StartsPlaylist)
                {
                    show.Desk.Do(new StartPlaylist());
                }
            }

            await doors.OpenAsync(plan, show, options, cancellation).ConfigureAwait(false);
            return new ShowSession(file, options, show, doors);
        }
        catch
        {
            await doors.DisposeAsync().ConfigureAwait(false);
            await show.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs until it is canceled, somebody ends the show from afar, or the source has ended.</summary>
    /// <exception cref="LiveStyleException">The source failed in a way that it does not recover from.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Control?.ShutdownAsked ?? CancellationToken.None);
        await Show.RunAsync(quit.Token).ConfigureAwait(false);
    }

    /// <summary>Takes another version of the file: presets, playlist, blend and sinks at once; the rest counts from the next start on, which is noted.</summary>
    /// <param name="newer">The file as it reads now.</param>
    /// <exception cref="LiveStyleException">A part can't be done: the show goes on as it was.</exception>
    public void Apply(ShowFile newer)
    {
        lock (gate)
        {
            ShowFile next = options.Overlay?.Invoke(newer) ?? newer;
            var change = new ShowChange(file, next);

            // Another bundle comes with the next start: the new styles must be of the one that runs.
            ShowPlan plan = ShowPlan.Of(next with { Source = file.Source, Model = file.Model, StyleFiles = file.StyleFiles }, options.Window, options.Time);
            var added = (next.To ?? []).Zip(plan.Show.Sinks).Where(pair => change.AddedSinks.Contains(pair.First)).ToList();
            Check(plan, change, added);
            file = next;
            Do(plan, change);
            change.RemovedSinks.ToList().ForEach(Remove);
            added.ForEach(pair => Add(pair.First, pair.Second));
            if (change.NeedRestart.Count > 0)
            {
                Note($"{string.Join(", ", change.NeedRestart)}: changed in the show's file, and count from the next start on");
            }
        }
    }

    /// <summary>Closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (watcher is { } watching)
            {
                watcher = null;
                await watching.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            try
            {
                await doors.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                await Show.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>What can fail comes first, so that half a change is never done.</summary>
    void Check(ShowPlan plan, ShowChange change, List<(string Text, SinkTarget Target)> added)
    {
        StyleNames names = Show.Desk.Names;
        DeskLimits.CheckBlend(names, plan.Show.Blend);
        DeskLimits.CheckMelt(plan.Show.Melt);
        DeskLimits.CheckPresets(names, plan.Show.Presets);
        if (plan.Playlist is { } playlist)
        {
            DeskLimits.CheckPlaylist(new Playlist(playlist.Items, playlist.Loops), plan.Show.Presets);
        }

        HashSet<string> taken = [.. Show.Sinks.Statuses.Select(sink => sink.Name).Except(change.RemovedSinks.Select(text => sinks.GetValueOrDefault(text, "")))];
        foreach ((string text, SinkTarget target) in added)
        {
            target.Check(Show.Format);
            if (!taken.Add(target.Name))
            {
                throw new LiveStyleException($"{target.Name} is one of the sinks already; leave it out once");
            }
        }
    }

    void Do(ShowPlan plan, ShowChange change)
    {
        PlaylistPhase? phase = Show.Desk.State.Playlist?.Phase;
        if (change.ChangesPresets)
        {
            Show.Desk.SetPresets(plan.Show.Presets);
        }

        if (change.ChangesPlaylist)
        {
            Show.Desk.Do(plan.Playlist is { } playlist ? playlist : new StopPlaylist());
            if (phase == PlaylistPhase.Running && plan.Playlist is not null)
            {
                Show.Desk.Do(new StartPlaylist());
            }
        }

        if (change.ChangesBlend)
        {
            Show.Desk.Do(new ShowBlend(plan.Show.Blend));
        }

        if (change.ChangesMelt)
        {
            Show.Desk.Do(new SetMelt(plan.Show.Melt));
        }
    }

    void Add(string text, SinkTarget target)
    {
        try
        {
            sinks[text] = Show.Sinks.Add(target);
        }
        catch (LiveStyleException problem)
        {
            Note(problem.Message);
        }
    }

    void Remove(string text)
    {
        if (sinks.Remove(text, out string? name))
        {
            Show.Sinks.Remove(name);
        }
    }

    void Note(string line) => options.Noted?.Invoke(line);
}

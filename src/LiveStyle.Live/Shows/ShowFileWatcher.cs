namespace LiveStyle.Live.Shows;

/// <summary>Looks again and again whether a show's file has changed, and reads it anew: an error leaves the show as it is.</summary>
/// <remarks>
/// It compares the text, by a look a time, rather than waiting for the file system's events: those get lost on network drives and where
/// an editor puts a new file in the place of the old one. Thread-safety: the callbacks come from one thread of the pool at a time.
/// </remarks>
sealed class ShowFileWatcher : IAsyncDisposable
{
    readonly string path;
    readonly Action<ShowFile> changed;
    readonly Action<string> failed;
    readonly PeriodicTimer timer;
    readonly Task work;
    string? known;
    string? told;

    /// <summary>Begins to look.</summary>
    /// <param name="path">The show's file, which has been read already.</param>
    /// <param name="interval">The time between two looks.</param>
    /// <param name="changed">A callback with the new show.</param>
    /// <param name="failed">A callback with one line on what is wrong with the file; once for each state of the file.</param>
    /// <param name="time">The clock.</param>
    public ShowFileWatcher(string path, TimeSpan interval, Action<ShowFile> changed, Action<string> failed, TimeProvider time)
    {
        this.path = path;
        this.changed = changed;
        this.failed = failed;
        known = Read();
        timer = new PeriodicTimer(interval, time);
        work = LookAsync();
    }

    /// <summary>Ends the looking.</summary>
    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await work.ConfigureAwait(false);
    }

    async Task LookAsync()
    {
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            // An editor may be in the middle of its writing: what is not there is not news.
            if (Read() is not { } text || text == known)
            {
                continue;
            }

            known = text;
            try
            {
                changed(ShowFileReader.Parse(text));
                told = null;
            }
            catch (Exception problem)
            {
                // Whatever it is: the next version of the file may be better.
                if (problem.Message != told)
                {
                    told = problem.Message;
                    failed($"{path}: {problem.Message}");
                }
            }
        }
    }

    string? Read()
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } text ? text : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

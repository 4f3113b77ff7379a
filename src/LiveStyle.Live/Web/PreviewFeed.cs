namespace LiveStyle.Live.Web;

/// <summary>
/// Hands the newest preview to whoever asks. A viewer asks again when it is done with the one before, so that a slow one skips pictures, and
/// where nobody asks nothing is encoded.
/// </summary>
/// <remarks>Thread-safe.</remarks>
sealed class PreviewFeed
{
    readonly Lock gate = new();
    readonly Stack<PreviewPicture> idle = new();
    TaskCompletionSource coming = New();
    PreviewPicture? newest;
    int waiting, outstanding;
    long number;

    /// <summary>Whether somebody waits for a picture that there is not yet.</summary>
    public bool IsAwaited => Volatile.Read(ref waiting) > 0;

    /// <summary>The pictures that somebody holds, the feed's own newest among them.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Waits for a picture newer than the one that the viewer had.</summary>
    /// <param name="after">That one's number; 0 for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The newest; the caller disposes it.</returns>
    public async ValueTask<PreviewPicture> NextAsync(long after, CancellationToken cancellation)
    {
        while (true)
        {
            Task published;
            lock (gate)
            {
                if (newest is not null && newest.Number > after)
                {
                    return newest.AddReference();
                }

                published = coming.Task;
                waiting++;
            }

            try
            {
                await published.WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                lock (gate)
                {
                    // Otherwise publishing has counted it off already.
                    waiting -= published == coming.Task ? 1 : 0;
                }

                throw;
            }
        }
    }

    /// <summary>Lends an empty picture, to be filled and then published or disposed.</summary>
    public PreviewPicture Rent()
    {
        lock (gate)
        {
            outstanding++;
            PreviewPicture picture = idle.TryPop(out PreviewPicture? known) ? known : new PreviewPicture(this);
            picture.Begin();
            return picture;
        }
    }

    /// <summary>Gives a picture to all who wait, and keeps it for those who ask next. Takes it over.</summary>
    public void Publish(PreviewPicture picture)
    {
        TaskCompletionSource published;
        PreviewPicture? before;
        lock (gate)
        {
            picture.Publish(++number);
            (before, newest) = (newest, picture);
            (published, coming) = (coming, New());
            waiting = 0;
        }

        before?.Dispose();
        published.SetResult();
    }

    /// <summary>Lets the newest go, because it is no longer what the show shows.</summary>
    public void Forget()
    {
        PreviewPicture? before;
        lock (gate)
        {
            (before, newest) = (newest, null);
        }

        before?.Dispose();
    }

    internal void Return(PreviewPicture picture)
    {
        lock (gate)
        {
            outstanding--;
            idle.Push(picture);
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

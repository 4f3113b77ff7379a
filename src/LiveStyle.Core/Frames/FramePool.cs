namespace LiveStyle.Frames;

/// <summary>Lends frames of one size and format and takes them back, so that a running pipeline allocates nothing.</summary>
/// <param name="size">The size of every frame, in pixels.</param>
/// <param name="format">The format of every frame.</param>
/// <remarks>
/// Grows to what is out at once, which the pipeline's bounded channels limit. Thread-safe. Dispose it after the pipeline: frames still out
/// then are freed when their owners dispose them.
/// </remarks>
public sealed class FramePool(FrameSize size, FrameFormat format) : IDisposable
{
    readonly Stack<HostFrame> idle = new();
    int outstanding;
    bool disposed;

    /// <summary>Makes a pool that lends RGB frames.</summary>
    /// <param name="size">The size of every frame, in pixels.</param>
    public FramePool(FrameSize size)
        : this(size, FrameFormat.Rgb)
    {
    }

    /// <summary>The size of every frame, in pixels.</summary>
    public FrameSize Size => size;

    /// <summary>The format of every frame.</summary>
    public FrameFormat Format => format;

    /// <summary>The number of frames that are rented and not yet returned; 0 once every owner has kept its promise.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Lends a frame, which the caller owns and disposes. Its samples, times and alpha are undefined until written.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OutOfMemoryException">There is no room for one more; nothing has been lent.</exception>
    public HostFrame Rent()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            outstanding++;
            if (idle.TryPop(out HostFrame? frame))
            {
                frame.Revive();
                return frame;
            }
        }

        try
        {
            return new HostFrame(size, format, this);
        }
        catch
        {
            lock (idle)
            {
                outstanding--;
            }

            throw;
        }
    }

    /// <summary>Frees the frames that are not lent; those still out are freed when their owners dispose them.</summary>
    public void Dispose()
    {
        lock (idle)
        {
            disposed = true;
            while (idle.TryPop(out HostFrame? frame))
            {
                frame.Free();
            }
        }
    }

    /// <summary>Takes a frame back whose last owner has disposed it.</summary>
    internal void Return(HostFrame frame)
    {
        lock (idle)
        {
            outstanding--;
            if (disposed)
            {
                frame.Free();
            }
            else
            {
                idle.Push(frame);
            }
        }
    }
}

using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sinks;

/// <summary>Where a sink leads, and how it is opened: again and again, as often as it breaks.</summary>
public abstract record SinkTarget
{
    /// <summary>The target for people and as its name among a show's sinks, without a password or a stream's key.</summary>
    public abstract string Name { get; }

    /// <summary>What no two sinks of a show may share. A name that leaves a stream's key out may be that of several.</summary>
    internal virtual string Place => Name;

    /// <summary>Whether opening it means to wait for somebody who calls, which may take any time.</summary>
    public virtual bool WaitsForReader => false;

    /// <summary>Opens it, and returns once it takes frames.</summary>
    /// <param name="format">The format of every frame that will come.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="LiveStyleException">It can't be opened now; the message says why in one line, without a password.</exception>
    public abstract Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation);

    /// <summary>Says before the show begins what will never work, such as a folder that is not there; what may work later is not asked.</summary>
    /// <exception cref="LiveStyleException">The message names what and the cure.</exception>
    public virtual void Check(ShowFormat format)
    {
    }
}

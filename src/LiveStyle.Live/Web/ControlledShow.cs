using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web.Answers;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;

namespace LiveStyle.Live.Web;

/// <summary>A real show as the server sees it.</summary>
sealed class ControlledShow(LiveShow show) : IControlledShow
{
    readonly Lock gate = new();
    Action? listeners;

    /// <summary>The show knows of it only while somebody listens: a server that has ended, or never began, leaves nothing behind.</summary>
    public event Action? SinksChanged
    {
        add
        {
            lock (gate)
            {
                if (listeners is null)
                {
                    show.Sinks.Changed += Tell;
                }

                listeners += value;
            }
        }

        remove
        {
            lock (gate)
            {
                if (listeners is not null && (listeners -= value) is null)
                {
                    show.Sinks.Changed -= Tell;
                }
            }
        }
    }

    public LiveDesk Desk => show.Desk;

    public IReadOnlyList<StyleInfo> Styles => show.Styles;

    public SourceView Source
    {
        get
        {
            LiveSourceState state = show.SourceState;
            return new SourceView(
                show.SourceName, state.Phase, state.Since, state.Reason,
                show.Format.Size.Width, show.Format.Size.Height, show.Format.FrameRate.ToDouble(), show.Format.HasSound, show.DeviceName);
        }
    }

    public IReadOnlyList<SinkStatus> Sinks => show.Sinks.Statuses;

    public FigureSnapshot ReadFigures() => show.Figures.Snapshot();

    public void AddSink(SinkTarget target)
    {
        show.Sinks.Add(target);
        Volatile.Read(ref listeners)?.Invoke();
    }

    public bool RemoveSink(string name)
    {
        bool isRemoved = show.Sinks.Remove(name);
        Volatile.Read(ref listeners)?.Invoke();
        return isRemoved;
    }

    void Tell(SinkStatus status) => Volatile.Read(ref listeners)?.Invoke();
}

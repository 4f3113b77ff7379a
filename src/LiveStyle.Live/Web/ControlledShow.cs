using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web.Answers;
using LiveStyle.Media.Capture;
using LiveStyle.Styles;

namespace LiveStyle.Live.Web;

/// <summary>A real show as the server sees it.</summary>
sealed class ControlledShow : IControlledShow
{
    readonly LiveShow show;

    public ControlledShow(LiveShow show)
    {
        this.show = show;
        show.Sinks.Changed += _ => SinksChanged?.Invoke();
    }

    public event Action? SinksChanged;

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
        SinksChanged?.Invoke();
    }

    public bool RemoveSink(string name)
    {
        bool isRemoved = show.Sinks.Remove(name);
        SinksChanged?.Invoke();
        return isRemoved;
    }
}

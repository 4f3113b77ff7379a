using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Sound;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;
using LiveStyle.Styles;

namespace LiveStyle.Live.Windows;

/// <summary>The parts of a show that its window shows and works.</summary>
/// <remarks>Thread-safety: the window's thread only.</remarks>
sealed class ShownShow(ShowFormat format, LiveDesk desk, LiveFigures figures, TimeProvider time) : IWindowShow
{
    /// <summary>How long it is told why a key did nothing.</summary>
    static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(5);

    readonly float[] weights = new float[desk.Names.Count];
    string? refusal;
    long refusedAt;

    public ShowFormat Format => format;

    public TimeProvider Time => time;

    /// <summary>The source's name, for people.</summary>
    public required string Source { get; init; }

    /// <summary>What runs the network, for people.</summary>
    public required string Device { get; init; }

    /// <summary>Tells how the sinks are.</summary>
    public required Func<IReadOnlyList<SinkStatus>> Sinks { get; init; }

    /// <summary>Says why the source gives no picture; null while it does.</summary>
    public Func<string?> Absence { get; init; } = () => null;

    /// <summary>Tells how the sound is doing; null where the show has none.</summary>
    public Func<SoundFigures?> Sound { get; init; } = () => null;

    public string Title => Read().Title;

    public void Write(OverlayText text) => LiveOverlay.Write(text, Read());

    public void Press(in WindowEvent key)
    {
        if (DeskKeys.CommandOf(key, desk.State, desk.Names) is not { } command)
        {
            return;
        }

        try
        {
            desk.Do(command);
            refusal = null;
        }
        catch (LiveStyleException problem)
        {
            (refusal, refusedAt) = (problem.Message, time.GetTimestamp());
        }
    }

    ShowReading Read()
    {
        desk.Evaluate(double.NaN, weights);
        return new ShowReading
        {
            Source = Source,
            Device = Device,
            Figures = figures.Snapshot(),
            Desk = desk.State,
            Shows = Blend.FromWeights(desk.Names, weights),
            Sinks = Sinks(),
            Sound = Sound(),
            Absence = Absence(),
            Refusal = refusal is not null && time.GetElapsedTime(refusedAt) < RefusalTime ? refusal : null,
        };
    }
}

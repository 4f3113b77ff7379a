using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web.Answers;
using LiveStyle.Styles;

namespace LiveStyle.Live.Web;

/// <summary>What the server needs of a show.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
interface IControlledShow
{
    /// <summary>What is done to the show goes through it.</summary>
    LiveDesk Desk { get; }

    /// <summary>The styles of the show's bundle.</summary>
    IReadOnlyList<StyleInfo> Styles { get; }

    /// <summary>The source as it is now.</summary>
    SourceView Source { get; }

    /// <summary>The sinks as they are now.</summary>
    IReadOnlyList<SinkStatus> Sinks { get; }

    /// <summary>Is raised, on any thread, when a sink's state is another.</summary>
    event Action? SinksChanged;

    /// <summary>The figures of now.</summary>
    FigureSnapshot ReadFigures();

    /// <summary>Adds a sink while the show runs.</summary>
    /// <exception cref="LiveStyleException">It can't be; the message names the cure.</exception>
    void AddSink(SinkTarget target);

    /// <summary>Ends a sink while the show runs.</summary>
    /// <returns>Whether there was one of that name.</returns>
    bool RemoveSink(string name);
}

using System.ComponentModel;
using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A sink as it is told.</summary>
sealed record SinkView(
    [property: Description("The sink's name, without a password or a stream's key.")] string Name,
    [property: Description("Whether it opens, runs, is tried again or has ended.")] SinkPhase Phase,
    [property: Description("Since when it does.")] DateTimeOffset Since,
    [property: Description("Why it is tried again, in one line; null where nothing is wrong.")] string? Reason,
    [property: Description("Frames that it took.")] long Written,
    [property: Description("Frames that were dropped because it was too slow.")] long Dropped,
    [property: Description("Times that it broke and was opened again.")] long Restarts)
{
    public static SinkView Of(SinkStatus sink) => new(sink.Name, sink.Phase, sink.Since, sink.Reason, sink.Written, sink.Dropped, sink.Restarts);
}

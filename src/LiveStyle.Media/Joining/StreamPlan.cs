using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Joining;

/// <summary>What becomes of every stream of an original in a container, known before any work. Immutable.</summary>
public sealed class StreamPlan
{
    StreamPlan(IReadOnlyList<StreamDecision> streams, IReadOnlyList<string> losses, IReadOnlyList<string> conversions)
    {
        (Streams, Losses, Conversions) = (streams, losses, conversions);
    }

    /// <summary>One for each stream of the original, in its order.</summary>
    public IReadOnlyList<StreamDecision> Streams { get; }

    /// <summary>Place of the restyled pictures among the output's video streams; covers come after all of them.</summary>
    public int FilmVideo => Streams.Where(decision => decision is { Fate: not StreamFate.Lost, Stream: { Kind: StreamKind.Video, IsCoverArt: false } })
        .TakeWhile(decision => decision.Fate is not StreamFate.Restyled).Count();

    /// <summary>One sentence on each thing that the output can't hold.</summary>
    public IReadOnlyList<string> Losses { get; }

    /// <summary>One sentence on each stream that is coded anew.</summary>
    public IReadOnlyList<string> Conversions { get; }

    /// <summary>Decides for a film that is made in one go, past which only sound, subtitles and attachments can flow.</summary>
    internal static StreamPlan OfPipe(MediaInfo original, OutputContainer container, bool toPipe)
    {
        List<StreamDecision> streams = [.. Marked(original).Select(stream => PipeRules.Decide(original, stream, container, toPipe))];
        List<string> losses = [.. streams.Select(decision => decision.Loss).OfType<string>()];
        if (original.Chapters.Count > 0)
        {
            losses.Add("chapters: a pipe does not carry them; give files by their names");
        }

        if (original.Video is { HasAlpha: true } video)
        {
            losses.Add($"alpha of stream {video.Index}: a pipe does not carry it; give files by their names");
        }

        List<StreamInfo> kept = [.. streams.Where(decision => decision.Fate is not StreamFate.Lost).Select(decision => decision.Stream)];
        losses.AddRange(FilmTags.Losses(original, kept, container));
        losses.AddRange(StreamRules.LostMarks(kept, container));
        return new StreamPlan(streams, losses,
            [.. streams.Where(decision => decision.Encoder is not null).Select(decision => $"{decision.Stream}: coded anew as {decision.Encoder}")]);
    }

    /// <summary>Decides what becomes of each stream of an original.</summary>
    /// <param name="original">The original, probed.</param>
    /// <param name="output">The path of the film, whose extension tells the container.</param>
    /// <exception cref="MediaException">No container of ours has this extension.</exception>
    public static StreamPlan Of(MediaInfo original, string output)
    {
        OutputContainer container = OutputContainer.Of(output);
        List<StreamDecision> streams = [.. Marked(original).Select(stream => StreamRules.Decide(original, stream, container))];
        List<string> losses = [.. streams.Select(decision => decision.Loss).OfType<string>()];
        List<StreamInfo> kept = [.. streams.Where(decision => decision.Fate is not StreamFate.Lost).Select(decision => decision.Stream)];
        losses.AddRange(FilmTags.Losses(original, kept, container));
        losses.AddRange(StreamRules.LostMarks(kept, container));
        if (container.IsSequence && original.Chapters.Count > 0)
        {
            losses.Add("chapters: pictures can't hold them; .mkv can");
        }

        return new StreamPlan(
            streams,
            losses,
            [.. streams.Where(decision => decision.Encoder is not null).Select(decision => $"{decision.Stream}: coded anew as {decision.Encoder}")]);
    }

    /// <summary>The original's streams. Where another video was chosen than players show, that one is the film, and marked as the one to show.</summary>
    static IEnumerable<StreamInfo> Marked(MediaInfo original)
    {
        const string Default = "default";
        int? film = original.Video?.Index;
        return film == ProbeReading.Shown(original.Videos)?.Index ? original.Streams : original.Streams.Select(stream => stream switch
        {
            _ when stream.Index == film => stream with { Dispositions = [.. stream.Dispositions.Append(Default).Distinct()] },
            { Kind: StreamKind.Video } => stream with { Dispositions = [.. stream.Dispositions.Where(mark => mark != Default)] },
            _ => stream,
        });
    }
}

using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;

namespace LiveStyle.Transcoding.Preflight;

/// <summary>Applies <see cref="SideDataTable"/> to a film.</summary>
static class SideDataCheck
{
    static readonly string[] MasteringCodecs = ["h264", "hevc", "av1"];

    /// <summary>One finding at most of each kind and stream.</summary>
    public static IEnumerable<PreflightFinding> Findings(PreflightCase film)
    {
        foreach (StreamDecision decision in film.Streams.Streams.Where(decision => decision.Fate is not StreamFate.Lost))
        {
            StreamInfo stream = film.Clip.Streams.FirstOrDefault(stream => stream.Index == decision.Stream.Index) ?? decision.Stream;
            foreach (IGrouping<SideDataRule, (SideData Data, bool IsHeader)> kind in Of(stream).GroupBy(side => SideDataTable.Of(side.Data.Type), RuleComparer.Instance))
            {
                SideDataRule rule = kind.Key;
                (SideData Data, bool IsHeader)[] sides = [.. kind];
                string? why = decision.Fate switch
                {
                    StreamFate.Restyled => OfPictures(film, rule, sides),
                    StreamFate.Copied => sides.Any(side => side.IsHeader) && rule.Holders?.Contains(film.Container.Muxer) == false ? $"{film.Container.Article} file has no place for it" : null,
                    _ => rule.GoesWithCoding ? "it does not outlast that the stream is coded anew" : null,
                };
                if (why is not null)
                {
                    yield return PreflightFinding.Lost($"{What(film, rule, decision)} of {stream}: {why}");
                }
            }
        }
    }

    static IEnumerable<(SideData Data, bool IsHeader)> Of(StreamInfo stream) =>
        stream.SideData.Select(side => (side, true)).Concat((stream.Contents?.SideData ?? []).Select(side => (side, false)));

    /// <summary>Says why it is not kept; null where it is, or where nothing is to be kept.</summary>
    static string? OfPictures(PreflightCase film, SideDataRule rule, (SideData Data, bool IsHeader)[] sides) => rule.Pictures switch
    {
        PictureFate.Lost => rule.Reason,
        PictureFate.LostBesideKeyFrames => sides.Any(side => side.Data.IsBesideKeyFrames) ? rule.Reason : null,
        PictureFate.Turned => Odd(sides) is { } angle ? $"it is no quarter ({angle}°), so that corners are cut off" : null,
        PictureFate.Marked => Marked(film, sides[0].Data.Type),
        PictureFate.Mastering => film.IsToneMapped || film.HoldsMarks || (film.Video.Hdr is not null && MasteringCodecs.Contains(film.Codec)) ? null
            : $"{film.Codec} {(film.IsPiped ? "through a pipe" : "pictures")} can't hold it",
        _ => null,
    };

    static string? Odd((SideData Data, bool IsHeader)[] sides) => sides
        .Where(side => side.IsHeader && Math.Abs(Math.IEEERemainder(side.Data.Number("rotation"), 90)) > 1)
        .Select(side => side.Data.Values["rotation"]).FirstOrDefault();

    static string? Marked(PreflightCase film, string type)
    {
        PictureMarks marks = PictureMarks.Of(film.Video, film.IsToneMapped);
        bool isSaid = type == "Stereo 3D" ? marks.Stereo is null || PictureMarks.CanSay(marks.Stereo) : marks.Sphere is null || PictureMarks.CanSay(marks.Sphere);
        return film.IsPiped ? "a pipe does not carry it; give files by their names"
            : !SideDataTable.Of(type).Holders!.Contains(film.Container.Muxer) ? $"{film.Container.Article} file has no place for it; .mp4 and .mkv have"
            : !film.HoldsMarks ? $"{film.Codec} with an alpha does not keep it"
            : isSaid ? null : "this kind can't be written";
    }

    static string What(PreflightCase film, SideDataRule rule, StreamDecision decision) =>
        decision.Fate is StreamFate.Restyled && film.Video.DolbyVision is { } dolby && rule.What == "Dolby Vision" ? $"Dolby Vision ({dolby})" : rule.What;

    /// <summary>Rules of unknown names are made as they are asked for.</summary>
    sealed class RuleComparer : IEqualityComparer<SideDataRule>
    {
        public static RuleComparer Instance { get; } = new();

        public bool Equals(SideDataRule? one, SideDataRule? other) => one?.Names[0] == other?.Names[0];

        public int GetHashCode(SideDataRule rule) => rule.Names[0].GetHashCode(StringComparison.Ordinal);
    }
}

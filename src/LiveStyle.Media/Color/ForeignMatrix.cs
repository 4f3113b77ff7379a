using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Color;

/// <summary>
/// Matrices that neither ffmpeg's scale filter nor our shaders know: frames so coded come as RGB, by way of ffmpeg's zscale, and the film is coded by a
/// matrix that all players know.
/// </summary>
static class ForeignMatrix
{
    const string Filter = "zscale";

    /// <summary>The matrices by ffprobe's names, which the filter takes too.</summary>
    static readonly string[] Converted = ["ycgco", "ictcp", "bt2020c", "chroma-derived-nc", "chroma-derived-c"];

    /// <summary>Known by name alone.</summary>
    static readonly string[] Unknown = ["smpte2085", "ipt-c2", "ycgco-re", "ycgco-ro"];

    public static bool IsIn(VideoStreamInfo video) => video.Color.Matrix is { } matrix && (Converted.Contains(matrix) || Unknown.Contains(matrix));

    /// <summary>One line on what the film is coded by instead; null: the clip's own matrix.</summary>
    public static string? Note(VideoStreamInfo video, FrameFormat coded) =>
        IsIn(video) ? $"the clip's colors are coded as {video.Color.Matrix}, the film's as {RawVideo.ScaleMatrix(coded.Matrix)}: they look the same" : null;

    /// <summary>Says before the work whether the local ffmpeg can convert the clip's colors.</summary>
    /// <exception cref="MediaException">It can't: they would come out wrong.</exception>
    public static async Task CheckAsync(MediaInfo clip, VideoStreamInfo video, CancellationToken cancellation)
    {
        if (!IsIn(video))
        {
            return;
        }

        if (Unknown.Contains(video.Color.Matrix))
        {
            throw new MediaException($"{clip.Name}: its colors are coded as {video.Color.Matrix}, which can't be converted here; convert it to BT.709 or BT.2020 with another program first");
        }

        if (!(await FilterList.QueryAsync(cancellation).ConfigureAwait(false)).Contains(Filter))
        {
            throw new MediaException($"{clip.Name}: its colors are coded as {video.Color.Matrix}, for which this ffmpeg lacks the filter {Filter}; install one with libzimg");
        }
    }

    /// <summary>Filters that scale the clip's frames and turn them into planes of R'G'B' of full range, deep where they are to be.</summary>
    public static string ToRgb(VideoStreamInfo video, FrameSize size, bool isDeep)
    {
        // Constant luminance and ICtCp are made from light, so the filter must know the transfer.
        string primaries = video.Color.Primaries ?? "bt2020", transfer = video.Color.Transfer ?? "bt2020-10";
        FrameFormat coded = ClipFormat.Coded(video);
        string siting = coded is { ChromaColumns: 1, ChromaRows: 1 } ? "" : $":chromalin={RawVideo.Siting(coded.Siting)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Filter}=w={size.Width}:h={size.Height}:filter=bicubic:matrixin={video.Color.Matrix}:matrix=gbr:rangein={RawVideo.Range(coded.Range)}:range=full")
            + $":primariesin={primaries}:primaries={primaries}:transferin={transfer}:transfer={transfer}{siting},format={(isDeep ? "gbrp16le" : "gbrp")}";
    }
}

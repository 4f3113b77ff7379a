using LiveStyle.Frames;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Color;

/// <summary>How the numbers of a file stand for colors, so that a film made from its frames can be coded as it was.</summary>
public sealed record ColorDescription
{
    /// <summary>Layout, matrix, range and siting; <see cref="FrameFormat.Rgb"/> where the file has no luma and chroma.</summary>
    public required FrameFormat Format { get; init; }

    /// <summary>Whether samples have more than 8 bits: in planes, the layout tells it too.</summary>
    public bool IsDeep { get; init; }

    /// <summary>The color tags by name; where one is not stated, the one that goes with the matrix.</summary>
    public ColorInfo? Tags { get; init; }

    /// <summary>
    /// The transfer to which RGB frames are expanded that came by <see cref="HdrHandling.Expand"/>; null where they are SDR and stay so.
    /// </summary>
    public HdrTransfer? Hdr { get; init; }

    /// <summary>The screen and the brightness that go with <see cref="Hdr"/>; null where not stated.</summary>
    public HdrMetadata? Mastering { get; init; }

    /// <summary>One line on what becomes of a high dynamic range, or of colors that are coded in a rare way; null: there is nothing to tell.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Describes the colors of a clip, or of what its frames become where it is HDR and tone-mapped: BT.709 of 8 bits, limited.
    /// </summary>
    /// <param name="video">The clip's picture track.</param>
    /// <param name="hdr">How high dynamic range is read.</param>
    public static ColorDescription Of(VideoStreamInfo video, HdrHandling hdr)
    {
        FrameFormat format = ClipFormat.Coded(video);
        string? foreign = ForeignMatrix.Note(video, format);
        return (video.Hdr, hdr) switch
        {
            (null, _) => new ColorDescription { Format = format, IsDeep = ClipFormat.IsDeep(video.PixelFormat), Tags = video.Color, Note = foreign },
            ({ } transfer, HdrHandling.Expand) => new ColorDescription
            {
                Format = format.IsPacked ? ClipFormat.Plain(deep: true, ColorMatrix.Bt2020) : format,
                IsDeep = true,
                Tags = video.Color,
                Hdr = transfer,
                Mastering = video.Mastering,
                Note = $"HDR ({Name(transfer)}): the network sees it tone-mapped, and the film is expanded to HDR again{(foreign is null ? "" : $"; {foreign}")}",
            },
            ({ } transfer, _) => new ColorDescription
            {
                Format = ClipFormat.Plain(deep: false, ColorMatrix.Bt709) with
                {
                    Layout = (format.ChromaColumns, format.ChromaRows) switch
                    {
                        (2, 1) => PixelLayout.Yuv422,
                        (1, 1) when !format.IsPacked => PixelLayout.Yuv444,
                        _ => PixelLayout.Yuv420,
                    },
                },
                Tags = new ColorInfo("bt709", "tv", "bt709", "bt709"),
                Note = $"HDR ({Name(transfer)}): tone-mapped, and the film is SDR (BT.709)",
            },
        };
    }

    /// <summary>Gives the name of a transfer for people: "PQ" or "HLG".</summary>
    public static string Name(HdrTransfer transfer) => transfer is HdrTransfer.Pq ? "PQ" : "HLG";
}

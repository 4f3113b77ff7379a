using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;
using LiveStyle.Styles;

namespace LiveStyle.Media.Encoding;

/// <summary>Chooses what an encoder is fed with: the pictures as they are where it takes them, else what loses least.</summary>
static class CodedFormat
{
    const string DeepRgb = "gbrp10le";

    static readonly PixelLayout[] Layouts =
    [
        PixelLayout.Nv12, PixelLayout.Yuv420, PixelLayout.Yuv422, PixelLayout.Yuv444,
        PixelLayout.Yuv420Ten, PixelLayout.Yuv422Ten, PixelLayout.Yuv444Ten,
    ];

    /// <summary>The color planes beside a codec's alpha.</summary>
    public static FrameFormat WithAlpha(FrameFormat coded, OutputCodec codec) => codec.AlphaPixelFormat switch
    {
        "yuva444p10le" when !coded.IsPacked => coded with { Layout = PixelLayout.Yuv444Ten },
        "yuva420p" when !coded.IsPacked => coded with { Layout = PixelLayout.Yuv420 },
        _ => FrameFormat.Rgb,
    };

    /// <summary>What the pictures are to be coded in, were there no limits to the encoder; RGB only where that is the codec's usual way.</summary>
    /// <param name="pictures">What ffmpeg gets.</param>
    /// <param name="codec">What it makes of them.</param>
    /// <param name="color">How RGB pictures are wanted; null: BT.709.</param>
    public static FrameFormat Wanted(FrameFormat pictures, OutputCodec codec, ColorDescription? color) => (pictures, color?.Format) switch
    {
        ({ IsPacked: false }, _) => pictures,
        (_, { IsPacked: false } wanted) => wanted,
        _ => codec.IsYuv ? ClipFormat.Plain(color?.IsDeep == true, ColorMatrix.Bt709) : FrameFormat.Rgb,
    };

    /// <exception cref="MediaException">The local ffmpeg's encoder takes no luma and chroma at all, or too few bits for HDR.</exception>
    public static async Task<FrameFormat> ChooseAsync(FrameFormat pictures, HdrTransfer? hdr, string encoder, CancellationToken cancellation) =>
        pictures.IsPacked ? pictures : Choose(pictures, hdr, encoder, await EncoderPixelFormats.QueryAsync(encoder, cancellation).ConfigureAwait(false));

    /// <summary>ffmpeg's name of RGB pictures as the encoder takes them.</summary>
    public static async Task<string> ChooseRgbAsync(bool deep, OutputCodec codec, string encoder, CancellationToken cancellation) =>
        deep && (await EncoderPixelFormats.QueryAsync(encoder, cancellation).ConfigureAwait(false)).Contains(DeepRgb) ? DeepRgb : codec.PixelFormat;

    /// <param name="pictures">The format of the pictures, of luma and chroma.</param>
    /// <param name="hdr">The pictures' transfer, if it is one of high dynamic range.</param>
    /// <param name="encoder">ffmpeg's.</param>
    /// <param name="taken">ffmpeg's names of what it takes.</param>
    /// <inheritdoc cref="ChooseAsync"/>
    public static FrameFormat Choose(FrameFormat pictures, HdrTransfer? hdr, string encoder, IReadOnlySet<string> taken)
    {
        PixelLayout[] layouts = [.. Layouts.Where(layout => taken.Contains(RawVideo.PixelFormat(layout)))];
        if (layouts.Length == 0)
        {
            throw new MediaException($"this ffmpeg's {encoder} takes no frames of luma and chroma; choose another codec");
        }

        FrameFormat coded = pictures with { Layout = layouts.MinBy(layout => Cost(pictures, pictures with { Layout = layout })) };

        if (hdr is { } transfer && coded.BitsPerSample < 10)
        {
            throw new MediaException(
                $"the clip is HDR ({ColorDescription.Name(transfer)}), and this ffmpeg's {encoder} codes only 8 bits; choose another codec (hevc, av1), or have it tone-mapped for SDR") { Remedies = Remedies.OtherCodec | Remedies.ToneMapping };
        }

        // ProRes can't say that its range is full.
        return encoder == "prores_ks" ? coded with { Range = ColorRange.Limited } : coded;
    }

    /// <summary>A loss outweighs all that is added; of two losses, chroma at every other column or row is less than two bits.</summary>
    static int Cost(FrameFormat from, FrameFormat to)
    {
        int bits = to.BitsPerSample - from.BitsPerSample;
        int chroma = from.ChromaColumns * from.ChromaRows - to.ChromaColumns * to.ChromaRows;
        int lost = Math.Max(0, -bits) * 4 + Math.Max(0, -chroma);
        int added = Math.Max(0, bits) + Math.Max(0, chroma);
        return lost * 1000 + added * 10 + (to.PlaneCount == from.PlaneCount ? 0 : 1);
    }
}

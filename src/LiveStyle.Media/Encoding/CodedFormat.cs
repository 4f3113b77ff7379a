using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media;

/// <summary>Chooses what an encoder is fed with: the pictures as they are where it takes them, else what loses least.</summary>
static class CodedFormat
{
    static readonly PixelLayout[] Layouts =
    [
        PixelLayout.Nv12, PixelLayout.Yuv420, PixelLayout.Yuv422, PixelLayout.Yuv444,
        PixelLayout.Yuv420Ten, PixelLayout.Yuv422Ten, PixelLayout.Yuv444Ten,
    ];

    /// <exception cref="MediaException">The local ffmpeg's encoder takes no luma and chroma at all.</exception>
    public static async Task<FrameFormat> ChooseAsync(FrameFormat pictures, string encoder, CancellationToken cancellation)
    {
        IReadOnlySet<string> taken = await EncoderPixelFormats.QueryAsync(encoder, cancellation).ConfigureAwait(false);
        PixelLayout[] layouts = [.. Layouts.Where(layout => taken.Contains(RawVideo.PixelFormat(layout)))];
        if (layouts.Length == 0)
        {
            throw new MediaException($"this ffmpeg's {encoder} takes no frames of luma and chroma; choose another codec");
        }

        FrameFormat coded = pictures with { Layout = layouts.MinBy(layout => Cost(pictures, pictures with { Layout = layout })) };

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

using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Stills;

namespace LiveStyle.Media.Encoding;

/// <summary>ffmpeg's filters from the pictures that it gets to those that the encoder takes, and the color tags of the file.</summary>
static class ColorArguments
{
    const string Scale = "scale=flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp";

    public static string Build(EncodePlan plan) => plan.Codec.TakesRgbAlone ? $"-vf {plan.Codec.FromRgb(plan.PixelFormat)}" : (plan.Pictures.IsPacked, plan.Coded.IsPacked) switch
    {
        (true, true) => Rgb(plan),
        (true, false) => FromRgb(plan),
        _ => Planes(plan),
    };

    /// <summary>Keeps RGB, by way of 16 bits where samples are deep: ffmpeg knows that step without one through luma and chroma.</summary>
    static string Rgb(EncodePlan plan) =>
        $"-vf {(plan.HasAlpha || plan.PixelFormat == plan.Codec.PixelFormat ? "" : "format=rgb48le,")}format={plan.PixelFormat}"
        + (plan.Color is null ? "" : $" -colorspace rgb -color_primaries {plan.Tags.Primaries} -color_trc {plan.Tags.TransferOption} -color_range pc");

    /// <summary>The tags follow the conversion, lest ffmpeg converts by them once more.</summary>
    static string FromRgb(EncodePlan plan)
    {
        FrameFormat to = plan.Coded;
        string expand = plan.Color?.Hdr is { } transfer ? $"{HdrFilters.FromSdr(transfer)}," : "";
        return $"-vf {expand}{Scale}:in_range=pc:out_range={RawVideo.Range(to.Range)}:out_color_matrix={RawVideo.ScaleMatrix(to.Matrix)}"
            + $"{RawVideo.ChromaPosition("out", to)},format={plan.PixelFormat},{Parameters(plan, to.Range)}{Tags(plan)}";
    }

    /// <summary>The raw pictures carry no tags, so they get them here; ffmpeg converts only what the encoder does not take.</summary>
    static string Planes(EncodePlan plan)
    {
        (FrameFormat from, FrameFormat to) = (plan.Pictures, plan.Coded);
        string convert = from == to ? ""
            : $",{Scale}:in_range={RawVideo.Range(from.Range)}:out_range={RawVideo.Range(to.Range)}"
                + RawVideo.ChromaPosition("in", from) + RawVideo.ChromaPosition("out", to);
        return $"-vf {Parameters(plan, from.Range)}{convert},format={plan.PixelFormat}{Tags(plan)}";
    }

    /// <summary>Tags of planes that are copied from files which have no place for them; .mov tells neither range nor siting.</summary>
    /// <param name="color">The colors of the planes.</param>
    /// <param name="stream">The number of their stream in the output.</param>
    public static string Copied(ColorDescription color, int stream)
    {
        FrameFormat format = color.Format;
        return format.IsPacked ? ""
            : $" -color_range:{stream} {RawVideo.Range(format.Range)}"
                + (format.ChromaColumns == 1 ? "" : $" -chroma_sample_location:{stream} {RawVideo.Siting(format.Siting)}");
    }

    static string Parameters(EncodePlan plan, ColorRange range) =>
        $"setparams=range={RawVideo.Range(range)}:colorspace={plan.Tags.Matrix}:color_primaries={plan.Tags.Primaries}:color_trc={plan.Tags.Transfer}";

    static string Tags(EncodePlan plan)
    {
        string siting = plan.Coded.ChromaColumns == 1 ? "" : $" -chroma_sample_location {RawVideo.Siting(plan.Coded.Siting)}";
        return $" -colorspace {plan.Tags.Matrix} -color_primaries {plan.Tags.Primaries} -color_trc {plan.Tags.TransferOption}"
            + $" -color_range {RawVideo.Range(plan.Coded.Range)}{siting}";
    }
}

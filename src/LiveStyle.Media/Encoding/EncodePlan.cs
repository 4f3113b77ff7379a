using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Stills;
using LiveStyle.Time;

namespace LiveStyle.Media.Encoding;

/// <summary>All that is settled before the first frame: where to, and how.</summary>
/// <param name="Path">The partial file.</param>
/// <param name="Container">The container that the output's extension tells.</param>
/// <param name="Codec">The codec of the user's choice.</param>
/// <param name="Encoder">The name of ffmpeg's encoder.</param>
/// <param name="Crf">Null where the codec has none.</param>
/// <param name="Threads">The threads of the encoder; null for its own choice.</param>
/// <param name="Preset">The preset of the encoder's speed; it means nothing where the codec has none.</param>
/// <param name="TimeBase">The time base of the output's timestamps.</param>
/// <param name="FrameRate">The frames per second to plan by.</param>
/// <param name="CodedSize">The size of the pictures that ffmpeg gets: even where the codec asks for it.</param>
/// <param name="Pictures">The format of the pictures that ffmpeg gets.</param>
/// <param name="Wanted">The format of the pictures in the file, were there no limits to the encoder.</param>
/// <param name="Coded">The format of the pictures in the file.</param>
/// <param name="PixelFormat">ffmpeg's name of what the encoder is fed with.</param>
/// <param name="Color">As asked for; null: RGB pictures become the codec's usual way.</param>
/// <param name="Tags">The color tags of the file.</param>
sealed record EncodePlan(
    string Path,
    OutputContainer Container,
    OutputCodec Codec,
    string Encoder,
    int? Crf,
    int? Threads,
    EncoderPreset Preset,
    Rational TimeBase,
    Rational FrameRate,
    FrameSize CodedSize,
    FrameFormat Pictures,
    FrameFormat Wanted,
    FrameFormat Coded,
    string PixelFormat,
    ColorDescription? Color,
    ColorTags Tags)
{
    /// <summary>Whether the pictures have an alpha, in the file too.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Whether the frames have an alpha that the file won't have.</summary>
    public bool LosesAlpha { get; init; }

    /// <summary>Whether the file is told of the light by its container too.</summary>
    public bool IsMarked { get; init; }

    /// <summary>As the pictures go to ffmpeg.</summary>
    public FrameFormat Raw => HasAlpha ? FrameFormat.Rgba : Pictures;

    /// <summary>One line on what differs from what was asked; null: nothing.</summary>
    /// <param name="size">The size of the frames.</param>
    public string? Differences(FrameSize size)
    {
        List<string> notes = Color?.Note is { } hdr ? [hdr] : [];
        if (size != CodedSize)
        {
            notes.Add($"encoded as {CodedSize} with its edge repeated, since {Codec.Name} needs even sides");
        }

        if (Coded.BitsPerSample < Wanted.BitsPerSample)
        {
            notes.Add($"10 bits rounded to 8, since {Encoder} takes no more");
        }

        if (Coded.ChromaColumns > Wanted.ChromaColumns || Coded.ChromaRows > Wanted.ChromaRows)
        {
            notes.Add($"chroma subsampled further, since {Encoder} takes no finer");
        }

        if (!IsMarked && Color is { Hdr: not null, Mastering: not null } && !MasteringOptions.AreTakenBy(Encoder))
        {
            notes.Add($"without the mastering metadata, for which ffmpeg's {Encoder} has no option");
        }

        if (LosesAlpha)
        {
            notes.Add($"the alpha is lost, since {Codec.Name} in a {Container.Extensions[0]} file can't hold it (prores and ffv1 do, and vp9 in .webm and .mkv)");
        }

        return notes.Count == 0 ? null : string.Join("; ", notes);
    }
}

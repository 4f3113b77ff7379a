using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media;

/// <summary>All that is settled before the first frame: where to, how, and with which sound.</summary>
/// <param name="Path">The partial file.</param>
/// <param name="Container">By the output's extension.</param>
/// <param name="Codec">By the user's choice.</param>
/// <param name="Encoder">ffmpeg's.</param>
/// <param name="Crf">Null where the codec has none.</param>
/// <param name="Threads">Of the encoder; null: its own choice.</param>
/// <param name="Preset">Of the encoder's speed; means nothing where the codec has none.</param>
/// <param name="TimeBase">Of the output's timestamps.</param>
/// <param name="FrameRate">To plan by.</param>
/// <param name="CodedSize">Of the pictures that ffmpeg gets: even where the codec asks for it.</param>
/// <param name="Pictures">Of the pictures that ffmpeg gets.</param>
/// <param name="Coded">Of the pictures in the file; RGB: the codec's usual way.</param>
/// <param name="Tags">Primaries and transfer of planar pictures.</param>
/// <param name="Original">Where the sound comes from; null: silent.</param>
/// <param name="Sound">Its tracks.</param>
/// <param name="Cut">The part of the original that the frames are from.</param>
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
    FrameFormat Coded,
    ColorTags Tags,
    MediaInfo? Original,
    IReadOnlyList<SoundTrack> Sound,
    ClipCut Cut)
{
    /// <summary>ffmpeg's name of what the encoder is fed with.</summary>
    public string PixelFormat => Coded.IsPacked ? Codec.PixelFormat : RawVideo.PixelFormat(Coded.Layout);

    /// <summary>One line on what differs from what was asked; null: nothing.</summary>
    /// <param name="size">Of the frames.</param>
    public string? Differences(FrameSize size)
    {
        List<string> notes = [];
        if (size != CodedSize)
        {
            notes.Add($"encoded as {CodedSize} with its edge repeated, since {Codec.Name} needs even sides");
        }

        if (Coded.BitsPerSample < Pictures.BitsPerSample)
        {
            notes.Add($"10 bits rounded to 8, since {Encoder} takes no more");
        }

        if (!Pictures.IsPacked && (Coded.ChromaColumns > Pictures.ChromaColumns || Coded.ChromaRows > Pictures.ChromaRows))
        {
            notes.Add($"chroma subsampled further, since {Encoder} takes no finer");
        }

        if (Sound.FirstOrDefault(track => track.Encoder is not null) is { Encoder: { } encoder })
        {
            notes.Add($"sound encoded anew ({encoder}), since a {Container.Extensions[0]} file can't hold the original's");
        }

        return notes.Count == 0 ? null : string.Join("; ", notes);
    }
}

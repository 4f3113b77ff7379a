using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>A program that is given all that an <see cref="InputPipe"/> brings, beside the decoder.</summary>
interface IPipeFollower
{
    /// <summary>The program that reads it; null where none does.</summary>
    FfmpegProcess? Copier { get; }

    /// <summary>Whether more must come for it at once, though the decoder takes none.</summary>
    bool IsStarving { get; }

    /// <summary>Tells that the bytes could not be kept for it, and why.</summary>
    void Fail(string why);
}

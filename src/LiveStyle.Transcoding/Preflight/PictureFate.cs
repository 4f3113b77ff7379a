namespace LiveStyle.Transcoding.Preflight;

/// <summary>What becomes of side data of the pictures that are restyled.</summary>
enum PictureFate
{
    /// <summary>It is about the coding that was read, and would be untrue of the film.</summary>
    OfCoding,

    /// <summary>What it asks for is done to the pictures before they are restyled.</summary>
    Applied,

    /// <summary>A turn or a mirroring: done to the pictures, but for angles that are no quarters.</summary>
    Turned,

    /// <summary>It becomes the film's timecode, which is told of with all timecodes.</summary>
    Timecode,

    /// <summary>The file says it anew where it can.</summary>
    Marked,

    /// <summary>It tells of the screen and the light: the encoder or the file says it anew where they can.</summary>
    Mastering,

    /// <summary>On key frames it is what encoders say of themselves; elsewhere it is lost.</summary>
    LostBesideKeyFrames,

    /// <summary>Restyled pictures don't have it.</summary>
    Lost,
}

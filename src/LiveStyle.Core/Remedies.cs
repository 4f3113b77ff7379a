namespace LiveStyle;

/// <summary>What a caller can do about a failure or a loss, beside what the message says: a program names its option or its button for it.</summary>
/// <remarks>The message says the same in words, so that a caller who has no such thing loses nothing.</remarks>
[Flags]
public enum Remedies
{
    /// <summary>Nothing but what the message says.</summary>
    None = 0,

    /// <summary>Smaller frames need less memory, or are short enough for the device; see <see cref="LiveStyleException.LargestSize"/>.</summary>
    SmallerFrames = 1 << 0,

    /// <summary>The network runs on the processor too.</summary>
    Processor = 1 << 1,

    /// <summary>The pictures can be made without showing them in a window.</summary>
    NoWindow = 1 << 2,

    /// <summary>What is drawn needs Vulkan; a film written to a file does not.</summary>
    NoDrawing = 1 << 3,

    /// <summary>Larger frames can be worked on; see <see cref="LiveStyleException.SmallestSize"/>.</summary>
    LargerFrames = 1 << 4,

    /// <summary>Fewer frames in the network at once need less memory.</summary>
    FewerAtOnce = 1 << 5,

    /// <summary>What is there already can be replaced, if the caller allows it.</summary>
    Replacing = 1 << 6,

    /// <summary>What is damaged or lost can be put up with, if the caller allows it.</summary>
    Leniency = 1 << 7,

    /// <summary>Another video codec can do it.</summary>
    OtherCodec = 1 << 8,

    /// <summary>Pictures of high dynamic range can be tone-mapped to the standard one.</summary>
    ToneMapping = 1 << 9,

    /// <summary>Whole frames can be made of interlaced fields.</summary>
    Deinterlacing = 1 << 10,

    /// <summary>Another container can go through the pipe: matroska holds most.</summary>
    OtherContainer = 1 << 11,

    /// <summary>The film can be made in one go instead of in segments.</summary>
    OnePass = 1 << 12,

    /// <summary>It is a picture, and can be restyled as one.</summary>
    StillPicture = 1 << 13,

    /// <summary>The bundle's styles can be listed.</summary>
    StyleList = 1 << 14,

    /// <summary>A style file can be trained.</summary>
    StyleTraining = 1 << 15,

    /// <summary>A film can be planned.</summary>
    Planning = 1 << 16,

    /// <summary>The program that the farm's machines run can be named.</summary>
    ProgramPath = 1 << 17,

    /// <summary>The segments can be rendered on this machine instead of on a farm.</summary>
    LocalFarm = 1 << 18,

    /// <summary>It can be played from where it is, without a place to start at.</summary>
    NoStart = 1 << 19,

    /// <summary>The losses can be measured with VGG-19's weights, or not at all.</summary>
    LossWeights = 1 << 20,

    /// <summary>The style loss can be measured with the paintings, or not at all.</summary>
    Paintings = 1 << 21,

    /// <summary>The clip's own frame rate can be kept.</summary>
    OwnFrameRate = 1 << 22,

    /// <summary>Larger strokes let the network run on a smaller picture.</summary>
    LargerStrokes = 1 << 23,
}

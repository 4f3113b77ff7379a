namespace LiveStyle.Media.Nut;

/// <summary>One of the 256 shorthands of the main header: what a frame that starts with this byte leaves unsaid.</summary>
readonly record struct NutFrameCode(
    NutFrameFlags Flags,
    int StreamId,
    long SizeFactor,
    long SizeRest,
    long PtsDelta,
    int ReservedCount,
    int HeaderIndex);

namespace LiveStyle.Frames;

/// <summary>Where a subsampled chroma sample lies among the luma samples that share it. Means nothing at full-size chroma.</summary>
public enum ChromaSiting
{
    /// <summary>On the left column, halfway between the rows: MPEG-2, H.264, and whatever says nothing.</summary>
    Left,

    /// <summary>In the middle of them: MPEG-1, JPEG.</summary>
    Center,

    /// <summary>On the top left one: BT.2020.</summary>
    TopLeft,
}

namespace LiveStyle.Frames;

/// <summary>The place of a subsampled chroma sample among the luma samples that share it. It means nothing at full-size chroma.</summary>
public enum ChromaSiting
{
    /// <summary>The sample lies on the left column, halfway between the rows: MPEG-2, H.264, and whatever says nothing.</summary>
    Left,

    /// <summary>The sample lies in the middle of them: MPEG-1, JPEG.</summary>
    Center,

    /// <summary>The sample lies on the top left one: BT.2020.</summary>
    TopLeft,
}

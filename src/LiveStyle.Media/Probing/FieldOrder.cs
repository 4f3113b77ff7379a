namespace LiveStyle.Media.Probing;

/// <summary>Which of a frame's two fields was taken first, if it has two.</summary>
public enum FieldOrder
{
    /// <summary>The order is not stated, and the clip is taken for progressive.</summary>
    Unknown,

    /// <summary>Whole frames.</summary>
    Progressive,

    /// <summary>Interlaced, the top field shown first.</summary>
    TopFirst,

    /// <summary>Interlaced, the bottom field shown first.</summary>
    BottomFirst,
}

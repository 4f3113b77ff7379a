namespace LiveStyle.Media.Joining;

/// <summary>What becomes of a stream of the original.</summary>
public enum StreamFate
{
    /// <summary>The pictures that are restyled.</summary>
    Restyled,

    /// <summary>The packets of the stream go over as they are.</summary>
    Copied,

    /// <summary>It is coded anew, or written in another way.</summary>
    Converted,

    /// <summary>The output does not have it.</summary>
    Lost,
}

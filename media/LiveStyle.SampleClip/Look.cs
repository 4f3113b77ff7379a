using System.Numerics;

namespace LiveStyle.SampleClip;

enum Hair
{
    Long,
    Curly,
    Short,
}

enum Weave
{
    Knit,
    Stripes,
    Checks,
}

/// <summary>What makes one person look like nobody else.</summary>
sealed record Look
{
    public required Vector3 Skin { get; init; }

    public required Vector3 HairColor { get; init; }

    public required Hair Hair { get; init; }

    public required Vector3 Iris { get; init; }

    public required Vector3 Lips { get; init; }

    public required Weave Weave { get; init; }

    public required Vector3 Cloth { get; init; }

    public required Vector3 SecondCloth { get; init; }

    public bool Beard { get; init; }

    public bool Glasses { get; init; }

    public bool Earrings { get; init; }

    public float Freckles { get; init; }

    /// <summary>How full the face is; 1 is the middle.</summary>
    public float Jaw { get; init; } = 1;

    public float Nose { get; init; } = 1;

    /// <summary>Radians to the left of the viewer (positive) or the right.</summary>
    public float Turn { get; init; }

    /// <summary>Radians, clockwise as seen.</summary>
    public float Tilt { get; init; }
}

using System.Numerics;

namespace LiveStyle.SampleClip;

/// <summary>Those who stand before the camera.</summary>
static class People
{
    /// <summary>Units of the layer to half a face's height.</summary>
    const float Scale = 66;

    static readonly (Vector2 Place, float Size, Look Look)[] Everyone =
    [
        (new(-214, 48), 1.00f, new Look
        {
            Skin = Daylight.Paint(0xDBA27F), HairColor = Daylight.Paint(0xB04A1E), Hair = Hair.Long, Iris = Daylight.Paint(0x4E8A63),
            Lips = Daylight.Paint(0xB8424A), Weave = Weave.Stripes, Cloth = Daylight.Paint(0xE9E1D2), SecondCloth = Daylight.Paint(0x24406B),
            Freckles = 1, Jaw = 0.95f, Nose = 0.9f, Turn = -0.26f, Tilt = 0.07f,
        }),
        (new(30, 62), 0.96f, new Look
        {
            Skin = Daylight.Paint(0x8A5536), HairColor = Daylight.Paint(0x2B1D18), Hair = Hair.Curly, Iris = Daylight.Paint(0x5A3414),
            Lips = Daylight.Paint(0x8E3A3C), Weave = Weave.Knit, Cloth = Daylight.Paint(0xD9A21B), SecondCloth = Daylight.Paint(0xA87410),
            Earrings = true, Jaw = 0.97f, Nose = 1.12f, Turn = 0.12f, Tilt = -0.06f,
        }),
        (new(254, 40), 1.04f, new Look
        {
            Skin = Daylight.Paint(0xD29A78), HairColor = Daylight.Paint(0xB9B4AC), Hair = Hair.Short, Iris = Daylight.Paint(0x4678A8),
            Lips = Daylight.Paint(0xA9605A), Weave = Weave.Checks, Cloth = Daylight.Paint(0x8F2A2A), SecondCloth = Daylight.Paint(0x2A2430),
            Beard = true, Glasses = true, Jaw = 1.06f, Nose = 1.15f, Turn = 0.28f, Tilt = 0.03f,
        }),
    ];

    /// <param name="fineness">Rays a texel along each axis.</param>
    public static Layer Paint(int fineness)
    {
        var layer = new Layer("people", 1, 452, 222);
        foreach ((Vector2 place, float size, Look look) in Everyone)
        {
            var portrait = new Portrait(look);
            float scale = Scale * size, pitch = 1f / (Layer.Density * fineness);
            layer.Paint(at =>
            {
                Vector4 sum = default;
                for (int i = 0; i < fineness * fineness; i++)
                {
                    Vector2 shift = new Vector2(i % fineness, i / fineness) - new Vector2((fineness - 1) / 2f);
                    Vector2 p = (at + shift * pitch - place) / scale;
                    Vector4 seen = portrait.At(p with { Y = -p.Y });
                    sum += seen with { X = seen.X * seen.W, Y = seen.Y * seen.W, Z = seen.Z * seen.W };
                }

                return sum.W <= 0 ? default : new Vector4(sum.AsVector3() / sum.W, sum.W / (fineness * fineness));
            });
        }

        return layer;
    }
}

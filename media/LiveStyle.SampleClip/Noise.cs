namespace LiveStyle.SampleClip;

/// <summary>Seeded procedural noise: the same numbers on every machine.</summary>
static class Noise
{
    const uint Seed = 20170424;

    /// <summary>0 to 1, uniform, a function of the lattice point alone.</summary>
    public static float At(int x, int y, int z = 0)
    {
        uint h = Seed ^ ((uint)x * 0x8DA6B343) ^ ((uint)y * 0xD8163841) ^ ((uint)z * 0xCB1AB31F);
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return ((h ^ (h >> 15)) & 0xFFFFFF) / 16777216f;
    }

    /// <summary>Value noise in the plane, 0 to 1, with continuous slope.</summary>
    public static float Smooth(float x, float y, int channel = 0)
    {
        int ix = (int)MathF.Floor(x), iy = (int)MathF.Floor(y);
        float fx = Fade(x - ix), fy = Fade(y - iy);
        float top = Mix(At(ix, iy, channel), At(ix + 1, iy, channel), fx);
        float bottom = Mix(At(ix, iy + 1, channel), At(ix + 1, iy + 1, channel), fx);
        return Mix(top, bottom, fy);
    }

    /// <summary>Value noise in space, 0 to 1.</summary>
    public static float Smooth3(float x, float y, float z)
    {
        int iz = (int)MathF.Floor(z);
        return Mix(Smooth(x, y, iz), Smooth(x, y, iz + 1), Fade(z - iz));
    }

    /// <summary>Octaves of noise, each twice as fine and half as strong, turned so that no lattice shows; about 0 to 1.</summary>
    public static float Fractal(float x, float y, int octaves, int channel = 0)
    {
        float sum = 0, weight = 0.5f;
        for (int i = 0; i < octaves; i++)
        {
            sum += weight * Smooth(x, y, channel + i * 17);
            (x, y) = (1.6f * x + 1.2f * y + 3.1f, -1.2f * x + 1.6f * y + 7.7f);
            weight *= 0.5f;
        }

        return sum / (1 - weight * 2);
    }

    public static float Mix(float a, float b, float t) => a + (b - a) * t;

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between.</summary>
    public static float Step(float from, float to, float value)
    {
        float t = Math.Clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    static float Fade(float t) => t * t * t * (t * (t * 6 - 15) + 10);
}

namespace LiveStyle.Cpu.Kernels;

/// <summary>The border of a map: it goes on mirrored at its outermost pixels, for ever.</summary>
static class Mirror
{
    /// <summary>The pixel inside that a place shows, which may lie outside.</summary>
    public static int Of(int i, int extent)
    {
        if ((uint)i < (uint)extent)
        {
            return i;
        }

        if (extent == 1)
        {
            return 0;
        }

        int period = 2 * (extent - 1);
        i = (i % period + period) % period;
        return Math.Min(i, period - i);
    }
}

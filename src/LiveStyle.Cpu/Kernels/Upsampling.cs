namespace LiveStyle.Cpu.Kernels;

/// <summary>Between which two rows or columns of a map each one of a larger map lies, by half-pixel centers: exact for odd sizes too.</summary>
sealed class Upsampling
{
    readonly int[] lows;
    readonly float[] shares;
    readonly int extent;

    /// <param name="extent">The map's rows or columns.</param>
    /// <param name="larger">The larger map's.</param>
    public Upsampling(int extent, int larger)
    {
        this.extent = extent;
        lows = new int[larger];
        shares = new float[larger];
        for (int i = 0; i < larger; i++)
        {
            double center = Math.Clamp((i + 0.5) * extent / larger - 0.5, 0, extent - 1);
            lows[i] = (int)center;
            shares[i] = (float)(center - lows[i]);
        }
    }

    /// <summary>Whether the map becomes twice as large: then 2k + 1 and 2k + 2 lie between k and k + 1, a quarter and three quarters of the way.</summary>
    public bool IsDoubling => lows.Length == 2 * extent;

    public int Low(int i) => lows[i];

    public int High(int i) => Math.Min(lows[i] + 1, extent - 1);

    /// <summary>The second one's share, 0 to 1.</summary>
    public float Share(int i) => shares[i];
}

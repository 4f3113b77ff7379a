namespace LiveStyle.Motion;

/// <summary>Blocks of 8×8 pixels, one each 4 pixels either way, so that each pixel lies in four: their places on one level of a pyramid.</summary>
/// <param name="Columns">Blocks side by side.</param>
/// <param name="Rows">Blocks below each other.</param>
readonly record struct BlockGrid(int Columns, int Rows)
{
    public const int Side = 8, Step = 4;

    public int Count => Columns * Rows;

    public static BlockGrid Of(LumaLevel level) => new((level.Width + Step - 1) / Step, (level.Height + Step - 1) / Step);

    /// <summary>The left (or upper) side of a block: its middle is in the middle of its 4 pixels.</summary>
    public static int Begin(int block) => Step * block - (Side - Step) / 2;
}

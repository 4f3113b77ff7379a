using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LiveStyle.Motion;

/// <summary>
/// Finds for each block of one level where it was in the picture before, in whole pixels: among the vectors of its neighbors and of the
/// coarser level, and step by step from the best of them.
/// </summary>
sealed class BlockMatching
{
    /// <summary>Of the coarsest level, pixels each way: 32 of the frame's with three levels.</summary>
    const int Reach = 4;

    /// <summary>Steps from the best of the vectors that were tried.</summary>
    const int MostSteps = 5;

    /// <summary>
    /// What a pixel's distance from the coarser level's vector costs, in levels of brightness over the block: the sum of 64 differences of
    /// noise varies by about so much.
    /// </summary>
    const int Smoothness = 32;

    readonly BlockGrid grid;
    readonly short[] across, down;

    public BlockMatching(BlockGrid grid)
    {
        this.grid = grid;
        across = new short[grid.Count];
        down = new short[grid.Count];
        Differences = new int[grid.Count];
    }

    /// <summary>Vectors' parts to the right, in pixels of the level, block by block, row by row.</summary>
    public ReadOnlySpan<short> Across => across;

    /// <summary>Vectors' parts downwards.</summary>
    public ReadOnlySpan<short> Down => down;

    /// <summary>Each block's sum of absolute differences along its vector.</summary>
    public int[] Differences { get; }

    /// <param name="now">The picture whose blocks are looked for.</param>
    /// <param name="before">Where they are looked for.</param>
    /// <param name="coarse">Of the level of half the size, searched already; null at the coarsest.</param>
    public void Search(LumaLevel now, LumaLevel before, BlockMatching? coarse)
    {
        ref byte pixels = ref MemoryMarshal.GetReference(now.Samples), others = ref MemoryMarshal.GetReference(before.Samples);
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                int node = row * grid.Columns + column, x = BlockGrid.Begin(column), y = BlockGrid.Begin(row);
                int guess = coarse is null ? -1 : coarse.NodeOf(column / 2, row / 2);
                (int guessX, int guessY) = guess < 0 ? (0, 0) : (2 * coarse!.across[guess], 2 * coarse.down[guess]);
                var search = new Candidate(now, before, ref Unsafe.Add(ref pixels, now.At(x, y)), ref others, x, y, guessX, guessY);
                search.Try(0, 0);
                if (column > 0)
                {
                    search.Try(across[node - 1], down[node - 1]);
                }

                if (row > 0)
                {
                    search.Try(across[node - grid.Columns], down[node - grid.Columns]);
                    if (column + 1 < grid.Columns)
                    {
                        search.Try(across[node - grid.Columns + 1], down[node - grid.Columns + 1]);
                    }
                }

                if (coarse is null)
                {
                    search.TryAll(Reach);
                }
                else
                {
                    search.Try(guessX, guessY);
                    search.Walk(MostSteps);
                }

                (across[node], down[node], Differences[node]) = ((short)search.X, (short)search.Y, search.Difference);
            }
        }
    }

    int NodeOf(int column, int row) => Math.Min(row, grid.Rows - 1) * grid.Columns + Math.Min(column, grid.Columns - 1);

    /// <summary>The best vector so far of one block.</summary>
    ref struct Candidate
    {
        readonly LumaLevel before;
        readonly ref byte block;
        readonly ref byte others;
        readonly int stride, x, y, guessX, guessY, left, right, top, bottom;
        int cost;

        public Candidate(LumaLevel now, LumaLevel before, ref byte block, ref byte others, int x, int y, int guessX, int guessY)
        {
            (this.before, stride, this.x, this.y) = (before, now.Stride, x, y);
            this.block = ref block;
            this.others = ref others;

            // It may go a pixel farther yet, and is then read between pixels.
            (left, right) = (1 - LumaLevel.Margin - x, before.Width + LumaLevel.Margin - BlockGrid.Side - 3 - x);
            (top, bottom) = (1 - LumaLevel.Margin - y, before.Height + LumaLevel.Margin - BlockGrid.Side - 3 - y);
            (this.guessX, this.guessY) = (Math.Clamp(guessX, left, right), Math.Clamp(guessY, top, bottom));
            cost = int.MaxValue;
        }

        public int X { get; private set; }

        public int Y { get; private set; }

        public int Difference { get; private set; }

        public bool Try(int dx, int dy)
        {
            if (dx < left || dx > right || dy < top || dy > bottom)
            {
                return false;
            }

            int difference = BlockDifference.Sum(ref block, stride, ref Unsafe.Add(ref others, before.At(x + dx, y + dy)), before.Stride);
            int total = difference + Smoothness * (Math.Abs(dx - guessX) + Math.Abs(dy - guessY));
            if (total >= cost)
            {
                return false;
            }

            (X, Y, Difference, cost) = (dx, dy, difference, total);
            return true;
        }

        public void TryAll(int reach)
        {
            for (int dy = -reach; dy <= reach; dy++)
            {
                for (int dx = -reach; dx <= reach; dx++)
                {
                    Try(dx, dy);
                }
            }
        }

        public void Walk(int steps)
        {
            for (bool isBetter = true; isBetter && steps > 0; steps--)
            {
                (int dx, int dy) = (X, Y);
                isBetter = Try(dx - 1, dy) | Try(dx + 1, dy) | Try(dx, dy - 1) | Try(dx, dy + 1);
            }
        }
    }
}

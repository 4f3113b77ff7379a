namespace LiveStyle.Presentation.Presenting;

/// <summary>A few lines of ASCII for the overlay; the canvas shows a panel just large enough for them.</summary>
/// <remarks>Writing allocates nothing. Thread-safety: none.</remarks>
public sealed class OverlayText
{
    /// <summary>Characters of a line; what is longer is cut.</summary>
    public const int Columns = 96;

    /// <summary>The most lines.</summary>
    public const int Rows = 16;

    readonly byte[] codes = new byte[Columns * Rows];
    readonly int[] lengths = new int[Rows];

    public OverlayText() => codes.AsSpan().Fill((byte)' ');

    /// <summary>Lines down to the last that is not empty.</summary>
    public int UsedRows => Array.FindLastIndex(lengths, length => length > 0) + 1;

    /// <summary>Characters of the longest line.</summary>
    public int UsedColumns
    {
        get
        {
            int longest = 0;
            foreach (int length in lengths)
            {
                longest = Math.Max(longest, length);
            }

            return longest;
        }
    }

    /// <summary>Grows with every change.</summary>
    public int Version { get; private set; }

    internal ReadOnlySpan<byte> Codes => codes;

    /// <summary>Replaces a line. Characters beyond ASCII become '?'.</summary>
    /// <param name="row">0 is the top.</param>
    /// <param name="line">Empty takes the line away.</param>
    public void SetLine(int row, ReadOnlySpan<char> line)
    {
        Span<byte> cells = codes.AsSpan(row * Columns, Columns);
        int length = Math.Min(line.Length, Columns);
        bool isChanged = lengths[row] != length;
        for (int i = 0; i < length; i++)
        {
            byte code = line[i] is >= ' ' and <= '~' ? (byte)line[i] : (byte)'?';
            isChanged |= cells[i] != code;
            cells[i] = code;
        }

        cells[length..].Fill((byte)' ');
        lengths[row] = length;
        Version += isChanged ? 1 : 0;
    }

    public void Clear()
    {
        for (int row = 0; row < Rows; row++)
        {
            SetLine(row, []);
        }
    }
}

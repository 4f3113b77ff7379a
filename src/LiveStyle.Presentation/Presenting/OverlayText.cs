namespace LiveStyle.Presentation.Presenting;

/// <summary>A few lines of ASCII for the overlay; the canvas shows a panel just large enough for them.</summary>
/// <remarks>Writing allocates nothing. Thread-safety: none.</remarks>
public sealed class OverlayText
{
    /// <summary>How many characters a line holds; what is longer is cut.</summary>
    public const int Columns = 96;

    /// <summary>How many lines there are at most.</summary>
    public const int Rows = 16;

    /// <summary>Marks a character that is drawn as an alert; the shader knows it.</summary>
    const byte AlertBit = 0x80;

    readonly byte[] codes = new byte[Columns * Rows];
    readonly int[] lengths = new int[Rows];

    /// <summary>Makes a text without lines.</summary>
    public OverlayText() => codes.AsSpan().Fill((byte)' ');

    /// <summary>The number of lines down to the last that is not empty.</summary>
    public int UsedRows => Array.FindLastIndex(lengths, length => length > 0) + 1;

    /// <summary>The number of characters of the longest line.</summary>
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

    /// <summary>A number that grows with every change.</summary>
    public int Version { get; private set; }

    internal ReadOnlySpan<byte> Codes => codes;

    /// <summary>Replaces a line. Characters beyond ASCII become '?'.</summary>
    /// <param name="row">The line's number: 0 is the top, <see cref="Rows"/> - 1 the bottom.</param>
    /// <param name="line">The new text; an empty one takes the line away.</param>
    public void SetLine(int row, ReadOnlySpan<char> line) => SetLine(row, line, 0);

    /// <summary>Replaces a line by one that is drawn in red, since it tells what is wrong.</summary>
    /// <inheritdoc cref="SetLine(int, ReadOnlySpan{char})"/>
    public void SetAlert(int row, ReadOnlySpan<char> line) => SetLine(row, line, AlertBit);

    /// <summary>Takes all lines away.</summary>
    public void Clear()
    {
        for (int row = 0; row < Rows; row++)
        {
            SetLine(row, []);
        }
    }

    void SetLine(int row, ReadOnlySpan<char> line, byte mark)
    {
        Span<byte> cells = codes.AsSpan(row * Columns, Columns);
        int length = Math.Min(line.Length, Columns);
        bool isChanged = lengths[row] != length;
        for (int i = 0; i < length; i++)
        {
            byte code = (byte)((line[i] is >= ' ' and <= '~' ? line[i] : '?') | mark);
            isChanged |= cells[i] != code;
            cells[i] = code;
        }

        cells[length..].Fill((byte)' ');
        lengths[row] = length;
        Version += isChanged ? 1 : 0;
    }
}

namespace LiveStyle.Live.Control.Osc;

/// <summary>One argument of a message, within the bytes of its packet.</summary>
readonly ref struct OscArgument
{
    public OscArgument(char tag, double number, ReadOnlySpan<byte> text)
    {
        Tag = tag;
        Number = number;
        Text = text;
    }

    /// <summary>Its type, as OSC's tags name it.</summary>
    public char Tag { get; }

    /// <summary>Of i, f, d, h, T and F; NaN of others.</summary>
    public double Number { get; }

    /// <summary>Of s and S, in UTF-8; empty of others.</summary>
    public ReadOnlySpan<byte> Text { get; }

    public bool IsNumber => Tag is 'i' or 'f' or 'd' or 'h' or 'T' or 'F';

    public bool IsText => Tag is 's' or 'S';
}

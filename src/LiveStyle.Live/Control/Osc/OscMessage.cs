using System.Text;

namespace LiveStyle.Live.Control.Osc;

/// <summary>One message, within the bytes of its packet.</summary>
readonly ref struct OscMessage
{
    readonly ReadOnlySpan<byte> tags;
    readonly ReadOnlySpan<byte> values;

    public OscMessage(ReadOnlySpan<byte> address, ReadOnlySpan<byte> tags, ReadOnlySpan<byte> values)
    {
        Address = address;
        this.tags = tags;
        this.values = values;
    }

    /// <summary>An address, or a pattern of addresses; printable ASCII.</summary>
    public ReadOnlySpan<byte> Address { get; }

    public OscArgumentReader Arguments => new(tags, values);

    public override string ToString() => Encoding.ASCII.GetString(Address);
}

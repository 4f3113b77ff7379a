using System.Text;

namespace LiveStyle.Live.Control.Osc;

/// <summary>What a message to one address does.</summary>
sealed class OscRoute(string address, Func<OscArguments, DeskCommand?> read)
{
    readonly byte[] bytes = Encoding.ASCII.GetBytes(address);

    public string Address => address;

    /// <summary>Tells whether the address is a pattern's.</summary>
    public bool IsOf(ReadOnlySpan<byte> pattern) => OscPattern.Matches(pattern, bytes);

    /// <returns>Null where there is nothing to do, such as when a button is let go.</returns>
    /// <exception cref="LiveStyleException">The arguments don't fit.</exception>
    public DeskCommand? Read(OscArguments arguments) => read(arguments);
}

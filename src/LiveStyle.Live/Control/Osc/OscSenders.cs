using System.Net;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Whose packets count: this machine's own programs', and those of the addresses that were named.</summary>
/// <remarks>Thread-safety: one thread at a time.</remarks>
/// <param name="allowed">The addresses; zones of IPv6 don't count.</param>
/// <param name="tell">Told once of each address that isn't among them, up to a number; null: nobody is.</param>
sealed class OscSenders(IReadOnlyList<IPAddress> allowed, Action<string>? tell)
{
    /// <summary>Addresses that are told at most: whoever forges them has millions.</summary>
    public const int MostTold = 20;

    readonly HashSet<IPAddress> known = [.. allowed.Select(Plain)];
    readonly HashSet<IPAddress> told = [];

    /// <summary>Tells whether a sender's packets count, and tells people where they don't.</summary>
    public bool Allow(IPAddress sender)
    {
        IPAddress address = Plain(sender);
        if (IPAddress.IsLoopback(address) || known.Contains(address))
        {
            return true;
        }

        if (tell is not null && told.Count < MostTold && told.Add(address))
        {
            string last = told.Count == MostTold ? "; other addresses are dropped without a word from here on" : "";
            tell($"OSC: packets of {address} are dropped; name it among the senders to let it play{last}");
        }

        return false;
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
}

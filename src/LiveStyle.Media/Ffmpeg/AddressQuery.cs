using System.Globalization;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>What the query of an address asks of ffmpeg's protocols.</summary>
static class AddressQuery
{
    /// <summary>Whether it waits for whoever calls: "mode=listener" as SRT has it, or "listen", unless that is 0, as TCP has it.</summary>
    /// <param name="address">Of any kind; what stands before its query, such as a path or a host's name, means nothing.</param>
    public static bool Listens(string address)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && Array.Exists(address[(query + 1)..].Split('&'), IsListening);
    }

    static bool IsListening(string pair) => pair.Split('=', 2) switch
    {
        ["mode", var mode] => mode == "listener",
        ["listen"] => true,
        ["listen", var value] => !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || number != 0,
        _ => false,
    };
}

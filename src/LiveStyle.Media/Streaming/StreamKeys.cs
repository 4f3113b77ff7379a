using LiveStyle.Files;

namespace LiveStyle.Media.Streaming;

/// <summary>Finds in an address what opens it: a stream's key, a passphrase, a password.</summary>
static class StreamKeys
{
    /// <summary>A shorter one is no secret, and would tear holes into every sentence.</summary>
    const int Shortest = 4;

    /// <param name="address">Of any kind; a file's path has none.</param>
    public static IReadOnlyList<string> Of(string address)
    {
        int begin = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (begin < 3)
        {
            return [];
        }

        string rest = address[begin..];
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? rest : rest[..query];
        var keys = new List<string>();
        if (address.StartsWith("rtmp", StringComparison.OrdinalIgnoreCase) && path.Count(letter => letter == '/') > 1)
        {
            keys.Add(path[(path.LastIndexOf('/') + 1)..]);
        }

        int at = path.LastIndexOf('@');
        int colon = path.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && colon < at)
        {
            keys.Add(path[(colon + 1)..at]);
        }

        foreach (string pair in query < 0 ? [] : rest[(query + 1)..].Split('&'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Secrets.Hide("srt://a?" + pair) != "srt://a?" + pair)
            {
                keys.Add(pair[(equals + 1)..]);
            }
        }

        return [.. keys.Where(key => key.Length >= Shortest)];
    }
}

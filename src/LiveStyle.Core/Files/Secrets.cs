using System.Text.RegularExpressions;

namespace LiveStyle.Files;

/// <summary>Keeps passwords out of what people and logs read.</summary>
public static partial class Secrets
{
    /// <summary>Leaves user names, passwords and keys out of every address ("scheme://…") in a text.</summary>
    /// <remarks>
    /// Users write passwords as they are, with "/", "@" or "?" in them, which an address can't hold: in doubt more is left out than need be.
    /// The last part of an RTMP address is taken for a stream's key.
    /// </remarks>
    /// <param name="text">An address, or a sentence with some.</param>
    public static string Hide(string text) => text.Contains("://", StringComparison.Ordinal)
        ? Addresses().Replace(text, address => address.Groups[1].Value + WithoutKeys(address.Groups[1].Value, WithoutUser(address.Groups[2].Value)))
        : text;

    static string WithoutKeys(string scheme, string rest) =>
        Keys().Replace(scheme.StartsWith("rtmp", StringComparison.OrdinalIgnoreCase) ? StreamKey().Replace(rest, "$1…") : rest, "$1…");

    /// <param name="rest">What follows "scheme://".</param>
    static string WithoutUser(string rest)
    {
        int last = rest.LastIndexOf('@');
        int end = rest.IndexOfAny(['/', '?', '#']);
        string host = end < 0 ? rest : rest[..end];
        bool isCut = last >= 0 && (host.Contains('@', StringComparison.Ordinal) || HasPassword(host));
        return isCut ? rest[(last + 1)..] : rest;
    }

    /// <summary>Whether a colon begins something else than a port: a password that was cut off by what ends a host.</summary>
    static bool HasPassword(string host)
    {
        int colon = host.IndexOf(':', host.StartsWith('[') ? Math.Max(0, host.IndexOf(']', StringComparison.Ordinal)) : 0);
        return colon >= 0 && (colon == host.Length - 1 || host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9'));
    }

    [GeneratedRegex("""([A-Za-z][A-Za-z0-9+.-]+://)([^\s"'<>]*)""")]
    private static partial Regex Addresses();

    /// <summary>Finds the values of a query whose names call them a secret.</summary>
    [GeneratedRegex("([?&][^=&]*(?:pass|pwd|token|secret|key|auth|sig|streamid)[^=&]*=)[^&#]*", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();

    /// <summary>Finds the last part of a path of two parts or more.</summary>
    [GeneratedRegex("^([^/?#]+/[^?#]*/)[^/?#]+?(?=:?$|[?#])")]
    private static partial Regex StreamKey();
}

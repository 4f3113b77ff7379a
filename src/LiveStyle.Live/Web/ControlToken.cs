using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace LiveStyle.Live.Web;

/// <summary>The word that lets a request in.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
sealed class ControlToken
{
    const int Shortest = 16, Longest = 256, RandomBytes = 16;

    /// <summary>What an address holds as it is.</summary>
    static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    readonly byte[] digest;

    /// <param name="text">Null: made anew.</param>
    /// <exception cref="LiveStyleException">It is too short, too long, or holds what an address doesn't.</exception>
    public ControlToken(string? text)
    {
        if (text is not null && (text.Length is < Shortest or > Longest || text.AsSpan().ContainsAnyExcept(Allowed)))
        {
            throw new LiveStyleException($"a token has {Shortest} to {Longest} letters, digits and - . _ ~, so that nobody guesses it and every address can hold it; choose such a one, or let one be made");
        }

        Text = text ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        digest = SHA256.HashData(Encoding.UTF8.GetBytes(Text));
    }

    public string Text { get; }

    /// <summary>Compares in a time that tells nothing of the token, nor of its length.</summary>
    public bool Matches(string given)
    {
        Span<byte> other = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), other);
        return CryptographicOperations.FixedTimeEquals(digest, other);
    }
}

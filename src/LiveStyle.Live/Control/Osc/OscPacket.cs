using System.Buffers.Binary;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Takes the packets of OSC 1.0 apart. Every length is checked against what is there; nothing is allocated, and nothing throws.</summary>
static class OscPacket
{
    /// <summary>Addresses and patterns of more bytes are refused, which bounds the work of a pattern.</summary>
    public const int LongestAddress = 255;

    const int TimeLength = 8;

    static ReadOnlySpan<byte> BundleMark => "#bundle\0"u8;

    public static bool IsBundle(ReadOnlySpan<byte> packet) => packet.StartsWith(BundleMark);

    /// <summary>Takes the head of a bundle off.</summary>
    /// <param name="packet">The bundle.</param>
    /// <param name="time">Receives its time tag; see <see cref="OscTime"/>.</param>
    /// <param name="elements">Receives what follows: see <see cref="TryNext"/>.</param>
    public static bool TryReadBundle(ReadOnlySpan<byte> packet, out ulong time, out ReadOnlySpan<byte> elements)
    {
        time = 0;
        elements = default;
        if (!IsBundle(packet) || packet.Length < BundleMark.Length + TimeLength || packet.Length % 4 != 0)
        {
            return false;
        }

        time = BinaryPrimitives.ReadUInt64BigEndian(packet[BundleMark.Length..]);
        elements = packet[(BundleMark.Length + TimeLength)..];
        return true;
    }

    /// <summary>Takes the next message or bundle off a bundle's elements.</summary>
    /// <returns>Whether there is one that lies within them; false, with elements left, where they are damaged.</returns>
    public static bool TryNext(scoped ref ReadOnlySpan<byte> elements, out ReadOnlySpan<byte> element)
    {
        element = default;
        if (!BinaryPrimitives.TryReadInt32BigEndian(elements, out int length) || length <= 0 || length % 4 != 0 || length > elements.Length - 4)
        {
            return false;
        }

        element = elements.Slice(4, length);
        elements = elements[(4 + length)..];
        return true;
    }

    /// <summary>Takes a message apart.</summary>
    public static bool TryReadMessage(ReadOnlySpan<byte> packet, out OscMessage message)
    {
        message = default;
        if (packet.Length % 4 != 0 || !TryReadText(ref packet, out ReadOnlySpan<byte> address) || !IsAddress(address))
        {
            return false;
        }

        // Old senders leave the types out where there are no arguments.
        ReadOnlySpan<byte> tags = ","u8;
        if (!packet.IsEmpty && !(TryReadText(ref packet, out tags) && tags.StartsWith(","u8)))
        {
            return false;
        }

        message = new OscMessage(address, tags[1..], packet);
        OscArgumentReader arguments = message.Arguments;
        while (arguments.TryNext(out _))
        {
        }

        return arguments.IsAtEnd;
    }

    /// <summary>Takes a text off: bytes up to a NUL, then NULs up to the next multiple of four.</summary>
    public static bool TryReadText(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        int length = rest.IndexOf((byte)0);
        int padded = (length + 4) & ~3;
        if (length < 0 || padded > rest.Length || rest[length..padded].ContainsAnyExcept((byte)0))
        {
            text = default;
            return false;
        }

        text = rest[..length];
        rest = rest[padded..];
        return true;
    }

    static bool IsAddress(ReadOnlySpan<byte> address) =>
        address.Length <= LongestAddress && address.StartsWith("/"u8) && !address.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !address.Contains((byte)'#');
}

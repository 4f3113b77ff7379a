using System.Buffers.Binary;
using System.Text;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Gathers messages in bundles that fit a packet, and sends each as it is full.</summary>
/// <remarks>Thread-safety: one thread at a time. Allocates nothing but what <paramref name="send"/> does.</remarks>
/// <param name="send">Told the bytes of a bundle, which are the writer's.</param>
sealed class OscWriter(Action<ReadOnlySpan<byte>> send)
{
    /// <summary>What Ethernet carries in one piece, less the heads of IPv6 and UDP.</summary>
    const int Packet = 1452;

    const int HeadLength = 16;

    /// <summary>No message of ours is longer.</summary>
    readonly byte[] message = new byte[8192];
    readonly byte[] bundle = new byte[HeadLength + 4 + 8192];
    int messageLength;
    int bundleLength;

    /// <summary>Adds a message of numbers, each written as the tag says: f or i.</summary>
    public void Write(string address, char tag, params ReadOnlySpan<double> numbers)
    {
        Begin(address);
        Span<char> tags = stackalloc char[numbers.Length + 1];
        tags.Fill(tag);
        tags[0] = ',';
        Text(tags);
        foreach (double number in numbers)
        {
            Number(tag, number);
        }

        End();
    }

    /// <summary>Adds a message of a text, and numbers of 32 bits after it.</summary>
    public void Write(string address, string text, params ReadOnlySpan<int> numbers)
    {
        if (Encoding.UTF8.GetByteCount(text) > message.Length / 2)
        {
            return;
        }

        Begin(address);
        Span<char> tags = stackalloc char[numbers.Length + 2];
        tags.Fill('i');
        (tags[0], tags[1]) = (',', 's');
        Text(tags);
        Text(text);
        foreach (int number in numbers)
        {
            Number('i', number);
        }

        End();
    }

    /// <summary>Sends what waits.</summary>
    public void Flush()
    {
        if (bundleLength > HeadLength)
        {
            send(bundle.AsSpan(0, bundleLength));
        }

        bundleLength = 0;
    }

    void Begin(string address)
    {
        messageLength = 0;
        Text(address);
    }

    void Number(char tag, double number)
    {
        Span<byte> place = message.AsSpan(messageLength, 4);
        if (tag == 'f')
        {
            BinaryPrimitives.WriteSingleBigEndian(place, (float)number);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(place, (int)number);
        }

        messageLength += 4;
    }

    void Text(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetBytes(text, message.AsSpan(messageLength));
        int padded = (length + 4) & ~3;
        message.AsSpan(messageLength + length, padded - length).Clear();
        messageLength += padded;
    }

    void End()
    {
        if (bundleLength + 4 + messageLength > Packet)
        {
            Flush();
        }

        if (bundleLength == 0)
        {
            "#bundle\0"u8.CopyTo(bundle);
            BinaryPrimitives.WriteUInt64BigEndian(bundle.AsSpan(8), OscTime.Now);
            bundleLength = HeadLength;
        }

        BinaryPrimitives.WriteInt32BigEndian(bundle.AsSpan(bundleLength), messageLength);
        message.AsSpan(0, messageLength).CopyTo(bundle.AsSpan(bundleLength + 4));
        bundleLength += 4 + messageLength;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace LiveStyle.Live.Tests.Control.Osc;

/// <summary>OSC as the tests write it, by the letter of the specification.</summary>
static class OscBytes
{
    public static byte[] Message(string address, params object[] arguments)
    {
        IEnumerable<byte> bytes = Text(address).Concat(Text("," + string.Concat(arguments.Select(Tag))));
        return [.. bytes.Concat(arguments.SelectMany(Argument))];
    }

    /// <param name="time">1: now.</param>
    public static byte[] Bundle(ulong time, params byte[][] elements) =>
        [.. Text("#bundle"), .. Wide(time), .. elements.SelectMany(element => Whole(element.Length).Concat(element))];

    /// <summary>The tag of a time, as NTP counts it.</summary>
    public static ulong Tag(DateTimeOffset time)
    {
        double seconds = (time - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
        return (ulong)seconds << 32 | (ulong)((seconds - Math.Floor(seconds)) * 4294967296.0);
    }

    public static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. bytes, .. new byte[4 - bytes.Length % 4]];
    }

    static char Tag(object argument) => argument switch
    {
        int => 'i',
        float => 'f',
        double => 'd',
        long => 'h',
        string => 's',
        true => 'T',
        false => 'F',
        _ => throw new ArgumentException($"{argument}"),
    };

    static byte[] Argument(object argument) => argument switch
    {
        int whole => Whole(whole),
        float single => Whole(BitConverter.SingleToInt32Bits(single)),
        double large => Wide(BitConverter.DoubleToUInt64Bits(large)),
        long wide => Wide((ulong)wide),
        string text => Text(text),
        _ => [],
    };

    static byte[] Whole(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    static byte[] Wide(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}

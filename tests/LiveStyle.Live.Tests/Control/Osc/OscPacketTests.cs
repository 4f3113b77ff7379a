using System.Text;
using LiveStyle.Live.Control.Osc;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Osc;

public sealed class OscPacketTests
{
    [Fact]
    public void The_examples_of_the_specification_are_read()
    {
        byte[] frequency = Convert.FromHexString("2f6f7363696c6c61746f722f342f6672657175656e6379002c66000043dc0000");
        Assert.True(OscPacket.TryReadMessage(frequency, out OscMessage message));
        Assert.Equal("/oscillator/4/frequency", message.ToString());
        Assert.Equal(["f 440"], Arguments(message));

        byte[] foo = Convert.FromHexString("2f666f6f000000002c696973666600000000 03e8ffffffff68656c6c6f000000 3f9df3b640b5b22d".Replace(" ", ""));
        Assert.True(OscPacket.TryReadMessage(foo, out message));
        Assert.Equal("/foo", message.ToString());
        Assert.Equal(["i 1000", "i -1", "s hello", "f 1.234", "f 5.678"], Arguments(message));
    }

    [Fact]
    public void Every_type_is_read_or_passed_over()
    {
        byte[] message = [.. OscBytes.Text("/a"), .. OscBytes.Text(",dhTFsSbtcrmNI[i]i"),
            .. Convert.FromHexString("3ff8000000000000" + "7fffffffffffffff"), .. OscBytes.Text("é"), .. OscBytes.Text("abcd"),
            0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 0, .. new byte[8], .. new byte[12], 0, 0, 0, 7, 0, 0, 0, 9];
        Assert.True(OscPacket.TryReadMessage(message, out OscMessage read));
        Assert.Equal(["d 1.5", "h 9.223372E+18", "T 1", "F 0", "s é", "S abcd", "b", "t", "c", "r", "m", "N", "I", "[", "i 7", "]", "i 9"], Arguments(read));
    }

    [Fact]
    public void A_message_of_an_old_sender_without_types_has_no_arguments()
    {
        Assert.True(OscPacket.TryReadMessage(OscBytes.Text("/livestyle/tap"), out OscMessage message));
        Assert.Empty(Arguments(message));
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "nothing", [] },
        { "no multiple of four", [.. OscBytes.Text("/a"), 0] },
        { "no slash", OscBytes.Message("a", 1) },
        { "no end of the address", "/abc"u8.ToArray() },
        { "rubbish after the address", [(byte)'/', 0, 1, 0] },
        { "a space in the address", OscBytes.Message("/a b", 1) },
        { "a letter beyond ASCII", OscBytes.Message("/é", 1) },
        { "an address of 256 letters", OscBytes.Message("/" + new string('a', 255), 1) },
        { "types without a comma", [.. OscBytes.Text("/a"), .. OscBytes.Text("i"), 0, 0, 0, 1] },
        { "an unknown type", [.. OscBytes.Text("/a"), .. OscBytes.Text(",x")] },
        { "a number that is not all there", [.. OscBytes.Text("/a"), .. OscBytes.Text(",d"), 0, 0, 0, 1] },
        { "bytes left over", [.. OscBytes.Text("/a"), .. OscBytes.Text(",i"), 0, 0, 0, 1, 0, 0, 0, 1] },
        { "a text without an end", [.. OscBytes.Text("/a"), .. OscBytes.Text(",s"), .. "abcd"u8] },
        { "a blob longer than the packet", [.. OscBytes.Text("/a"), .. OscBytes.Text(",b"), 0x7f, 0xff, 0xff, 0xff] },
        { "a blob of less than nothing", [.. OscBytes.Text("/a"), .. OscBytes.Text(",b"), 0xff, 0xff, 0xff, 0xfc] },
    };

    [Theory, MemberData(nameof(Damaged))]
    public void What_is_damaged_is_no_message(string how, byte[] packet) =>
        Assert.False(OscPacket.TryReadMessage(packet, out _), how);

    [Theory]
    [InlineData("2026-11-29T15:00:00.5Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2040-02-29T23:59:59.9999Z")]
    public void Times_are_tags_of_ntp_beyond_its_first_era_too(string text)
    {
        DateTimeOffset time = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((OscTime.Read(OscTime.Tag(time)) - time).Ticks, -1, 1);
        Assert.InRange((OscTime.Read(OscBytes.Tag(time)) - time).TotalMicroseconds, -1, 1);
    }

    static List<string> Arguments(OscMessage message)
    {
        List<string> arguments = [];
        OscArgumentReader reader = message.Arguments;
        while (reader.TryNext(out OscArgument argument))
        {
            string value = argument.IsNumber ? FormattableString.Invariant($" {(float)argument.Number}") : argument.IsText ? " " + Encoding.UTF8.GetString(argument.Text) : "";
            arguments.Add(argument.Tag + value);
        }

        return arguments;
    }
}

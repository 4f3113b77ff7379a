using CsCheck;
using LiveStyle.Live.Control.Midi;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Midi;

public sealed class MidiParserTests
{
    public static TheoryData<string, string, MidiMessage[]> Streams => new()
    {
        { "a knob", "B0 07 40", [new(MidiKind.Controller, 1, 7, 64)] },
        { "a status that goes on counting", "B2 07 40 07 41 0A 00", [new(MidiKind.Controller, 3, 7, 64), new(MidiKind.Controller, 3, 7, 65), new(MidiKind.Controller, 3, 10)] },
        { "a key by its speed of nothing", "9F 24 7F 24 00", [new(MidiKind.NoteOn, 16, 36, 127), new(MidiKind.NoteOff, 16, 36)] },
        { "a key let go", "80 24 40", [new(MidiKind.NoteOff, 1, 36, 64)] },
        { "short messages", "C1 05 06 D0 33", [new(MidiKind.Program, 2, 5), new(MidiKind.Program, 2, 6), new(MidiKind.ChannelPressure, 1, 0, 51)] },
        { "a wheel", "E0 00 40 7F 7F", [new(MidiKind.Bend, 1, 0, 8192), new(MidiKind.Bend, 1, 0, 16383)] },
        { "a pressed key", "A0 24 10", [new(MidiKind.KeyPressure, 1, 36, 16)] },
        {
            "real time within a message, and unknown ones", "B0 F8 07 FE F9 FD F8 40 FA 08 FF 01",
            [new(MidiKind.Clock), new(MidiKind.Clock), new(MidiKind.Controller, 1, 7, 64), new(MidiKind.Start), new(MidiKind.Controller, 1, 8, 1)]
        },
        { "system exclusive with a clock in it", "F0 7E 7F 06 F8 01 F7 B0 07 01", [new(MidiKind.Clock), new(MidiKind.Controller, 1, 7, 1)] },
        { "system exclusive that nobody ends", "F0 01 02 03 B0 07 01", [new(MidiKind.Controller, 1, 7, 1)] },
        { "data after system exclusive, of no status", "B0 07 01 F0 01 F7 07 02", [new(MidiKind.Controller, 1, 7, 1)] },
        { "a song's place, and what else the system sends", "F2 04 01 05 F3 05 F1 10 F6 B0 07 01", [new(MidiKind.SongPosition, 0, 0, 132), new(MidiKind.Controller, 1, 7, 1)] },
        { "a stream entered in its middle", "40 07 41 B0 07 42", [new(MidiKind.Controller, 1, 7, 66)] },
        { "a message that another breaks off", "B0 07 90 24 7F", [new(MidiKind.NoteOn, 1, 36, 127)] },
        { "start, stop, go on", "FA FC FB", [new(MidiKind.Start), new(MidiKind.Stop), new(MidiKind.Continue)] },
    };

    [Theory, MemberData(nameof(Streams))]
    public void Bytes_of_a_device_are_its_messages(string what, string bytes, MidiMessage[] messages) =>
        Assert.True(messages.SequenceEqual(Read(Convert.FromHexString(bytes.Replace(" ", "")))), what);

    [Fact]
    public void Whatever_comes_messages_are_in_range_and_real_time_changes_no_other()
    {
        Gen.Byte.Array[0, 80].Holds(
            bytes =>
            {
                List<MidiMessage> all = Read(bytes);
                Assert.All(all, message => Assert.True(
                    message.Channel is >= 0 and <= 16 && message.Number is >= 0 and <= 127 && message.Value is >= 0 and <= 16383 && message.Position is >= 0 and <= 129));
                Assert.Equal(Read([.. bytes.Where(value => value < 0xF8)]), all.Where(message => message.Kind is < MidiKind.Clock or MidiKind.SongPosition));
            },
            Breadth.Of(5_000, 200_000));
    }

    [Fact]
    public void A_flood_of_system_exclusive_takes_no_memory_and_ends_with_the_next_status()
    {
        var parser = new MidiParser();
        parser.TryRead(0xF0, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000_000; i++)
        {
            if (parser.TryRead((byte)(i & 0x7F), out _))
            {
                Assert.Fail("data is no message");
            }
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        parser.TryRead(0xB0, out _);
        parser.TryRead(7, out _);
        Assert.True(parser.TryRead(1, out MidiMessage message));
        Assert.Equal(new MidiMessage(MidiKind.Controller, 1, 7, 1), message);
    }

    static List<MidiMessage> Read(byte[] bytes)
    {
        var parser = new MidiParser();
        List<MidiMessage> messages = [];
        foreach (byte value in bytes)
        {
            if (parser.TryRead(value, out MidiMessage message))
            {
                messages.Add(message);
            }
        }

        return messages;
    }
}

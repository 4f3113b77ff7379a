using System.Net;
using LiveStyle.Live.Control.Osc;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Osc;

public sealed class OscSendersTests
{
    readonly List<string> told = [];

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", true)]
    [InlineData("fe80::7%3", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("fe80::8%3", false)]
    [InlineData("0.0.0.0", false)]
    public void Named_addresses_and_this_machines_are_let_in(string sender, bool isAllowed)
    {
        var senders = new OscSenders([IPAddress.Parse("192.0.2.7"), IPAddress.Parse("fe80::7")], told.Add);
        Assert.Equal(isAllowed, senders.Allow(IPAddress.Parse(sender)));
        Assert.Equal(isAllowed ? 0 : 1, told.Count);
    }

    [Fact]
    public void Each_other_address_is_told_once_and_no_more_than_a_few_of_them()
    {
        var senders = new OscSenders([], told.Add);
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 1000; i++)
            {
                Assert.False(senders.Allow(new IPAddress([198, 51, (byte)(i >> 8), (byte)i])));
            }
        }

        Assert.Equal(OscSenders.MostTold, told.Count);
        Assert.Equal("OSC: packets of 198.51.0.0 are dropped; name it among the senders to let it play", told[0]);
        Assert.EndsWith("other addresses are dropped without a word from here on", told[^1], StringComparison.Ordinal);
    }
}

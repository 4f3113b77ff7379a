using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using LiveStyle.Live.Control.Osc;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Osc;

public sealed class OscPatternTests
{
    [Theory]
    [InlineData("/livestyle/tap", "/livestyle/tap", true)]
    [InlineData("/livestyle/tap", "/livestyle/tape", false)]
    [InlineData("/livestyle/t?p", "/livestyle/tap", true)]
    [InlineData("/livestyle?tap", "/livestyle/tap", false)]
    [InlineData("/*/tap", "/livestyle/tap", true)]
    [InlineData("/*", "/livestyle/tap", false)]
    [InlineData("/livestyle/*", "/livestyle/", true)]
    [InlineData("/livestyle/weight/*wave*", "/livestyle/weight/hokusai-great-wave", true)]
    [InlineData("/livestyle/playlist/{start,stop}", "/livestyle/playlist/stop", true)]
    [InlineData("/livestyle/playlist/{start,stop}", "/livestyle/playlist/next", false)]
    [InlineData("/livestyle/{undo,redo,}", "/livestyle/", true)]
    [InlineData("/a{b,bc}d", "/abcd", true)]
    [InlineData("/[a-c]x", "/bx", true)]
    [InlineData("/[!a-c]x", "/bx", false)]
    [InlineData("/[!a-c]x", "/dx", true)]
    [InlineData("/[a-]x", "/-x", true)]
    [InlineData("/[!x]", "//", false)]
    [InlineData("/[a", "/a", false)]
    [InlineData("/[]", "/a", false)]
    [InlineData("/{a", "/a", false)]
    [InlineData("", "/a", false)]
    public void Patterns_stand_for_the_addresses_that_the_specification_says(string pattern, string address, bool expected) =>
        Assert.Equal(expected, Matches(pattern, address));

    [Fact]
    public void Patterns_agree_with_regular_expressions()
    {
        Gen<(string Pattern, string Regex)> piece = Gen.OneOf(
            Gen.OneOf("a", "b", "/", "-").Select(text => (text, Regex.Escape(text))),
            Gen.Const(("*", "[^/]*")), Gen.Const(("?", "[^/]")), Gen.Const(("[ab]", "[ab]")), Gen.Const(("[!a]", "[^a/]")), Gen.Const(("{a,bb,}", "(?:a|bb|)")));
        Gen<string> address = Gen.OneOf('a', 'b', '/', '-').Array[0, 8].Select(letters => new string(letters));
        Gen.Select(piece.Array[0, 7], address).Holds(
            (pieces, text) => Assert.Equal(
                Regex.IsMatch(text, "^" + string.Concat(pieces.Select(part => part.Regex)) + "\\z", RegexOptions.CultureInvariant),
                Matches(string.Concat(pieces.Select(part => part.Pattern)), text)),
            Breadth.Of(5_000, 200_000));
    }

    [Fact]
    public void A_pattern_made_to_take_for_ever_does_not() =>
        Assert.False(Matches("/" + string.Concat(Enumerable.Repeat("*{a,aa}", 36)) + "b", "/" + new string('a', 254)));

    static bool Matches(string pattern, string address) => OscPattern.Matches(Encoding.ASCII.GetBytes(pattern), Encoding.ASCII.GetBytes(address));
}

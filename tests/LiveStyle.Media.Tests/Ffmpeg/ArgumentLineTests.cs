using CsCheck;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Media.Tests.Ffmpeg;

public class ArgumentLineTests
{
    [Fact]
    public void Words_that_are_quoted_come_back_whatever_is_in_them() =>
        Gen.String[Gen.Char["\"\\ \ta'$%ö\n"], 0, 12].Array[0, 6].Holds(words =>
            Assert.Equal(words, ArgumentLine.Split(string.Join("  ", words.Select(QuotedPath.Quote)))));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  -i  file ", new[] { "-i", "file" })]
    [InlineData("-vf scale=\"1:2\",fps a\\b \"\"", new[] { "-vf", "scale=1:2,fps", "a\\b", "" })]
    [InlineData("\"a \"\"b\"\" c\" \\\"d", new[] { "a \"b\" c", "\"d" })]
    public void A_line_falls_into_words_as_the_system_takes_it(string line, string[] expected) => Assert.Equal(expected, ArgumentLine.Split(line));
}

using System.CommandLine;
using System.Text.RegularExpressions;
using LiveStyle.TestKit.Pages;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public class PageCommandTests
{
    static readonly RootCommand Program = LiveStyleProgram.Commands();

    [Fact]
    public void Every_line_of_livestyle_on_a_page_is_understood()
    {
        var calls = Page.LoadAll().SelectMany(page => page.Calls("livestyle").Select(words => (page.Name, Words: words))).ToList();

        Assert.True(calls.Count > 30, $"only {calls.Count} lines were found");
        Assert.Empty(calls.SelectMany(call => Errors(call.Words).Select(error => $"{call.Name}: livestyle {string.Join(' ', call.Words)}: {error}")));
    }

    [Theory]
    [InlineData("transcode film.mp4 painted.mp4 --stile munch-scream")]
    [InlineData("transmogrify film.mp4")]
    [InlineData("probe a.mp4 b.mp4")]
    [InlineData("segment film.mkv.livestyle --index seven")]
    [InlineData("batch film.mp4")]
    public void A_line_that_is_wrong_is_not_understood(string line) => Assert.NotEmpty(Errors(line.Split(' ')));

    [Fact]
    public void The_program_s_page_names_every_command_and_no_other()
    {
        var named = Page.Load("src/LiveStyle.App/README.md").Lines
            .TakeWhile(line => !line.StartsWith("## "))
            .Select(line => Regex.Match(line, @"^\| `(\w+)")).Where(match => match.Success).Select(match => match.Groups[1].Value);

        Assert.Equal(Program.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("src/LiveStyle.App/README.md")]
    [InlineData("src/LiveStyle.Transcoding/README.md")]
    [InlineData("src/LiveStyle.Playback/README.md")]
    [InlineData("src/LiveStyle.Live/README.md")]
    public void Options_in_the_text_are_the_program_s(string page)
    {
        var known = Program.Subcommands.SelectMany(command => command.Options).Concat(Program.Options).SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        var named = Page.Load(page).Lines.SelectMany(line => Regex.Matches(line, "`[^`]*`"))
            .SelectMany(code => Regex.Matches(code.Value, @"(?<![\w=-])--[a-z][a-z-]*").Select(match => match.Value)).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    static IEnumerable<string> Errors(string[] words) =>
        Program.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null }).Errors.Select(error => error.Message);
}

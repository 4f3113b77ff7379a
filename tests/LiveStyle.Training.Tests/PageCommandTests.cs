using System.CommandLine;
using LiveStyle.TestKit.Pages;
using LiveStyle.Training.Commands;
using Xunit;

namespace LiveStyle.Training.Tests;

public class PageCommandTests
{
    [Fact]
    public void Every_line_of_livestyle_train_on_a_page_is_understood()
    {
        RootCommand program = TrainerCommands.Create();
        var calls = Page.LoadAll().SelectMany(page => page.Calls("livestyle-train").Select(words => (page.Name, Words: words))).ToList();

        Assert.True(calls.Count > 5, $"only {calls.Count} lines were found");
        Assert.Empty(calls.SelectMany(call => program.Parse(call.Words).Errors.Select(error => $"{call.Name}: livestyle-train {string.Join(' ', call.Words)}: {error.Message}")));
        Assert.NotEmpty(program.Parse(["plot", "--runs", "mine", "--outt", "losses.png"]).Errors);
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using LiveStyle.App;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class ManualTests
{
    static readonly RootCommand Root = LiveStyleProgram.Commands();

    [Fact]
    public async Task The_manual_page_explains_every_command_argument_and_option()
    {
        string page = await PageAsync();

        foreach (Command command in Root.Subcommands.Where(command => !command.Hidden))
        {
            string part = PartOf(page, command.Name);
            Assert.Contains(Plain(command.Description!.Split('\n')[0]), Plain(part));
            Assert.All(command.Arguments, argument => Assert.Contains($"\\fI{Roff(argument.Name)}\\fR\n{Roff(argument.Description!)}\n", part));
            Assert.All(
                command.Options.Where(option => option is not HelpOption && !option.Hidden),
                option => Assert.Matches($@"\.TP\n\\fB{System.Text.RegularExpressions.Regex.Escape(Roff(option.Name))}\\fR[^\n]*\n[^\n]{{5,}}", part));
        }
    }

    [Fact]
    public async Task Its_head_gives_the_version_that_the_program_gives()
    {
        ProgramRun version = await ProgramRun.RunAsync(Path.GetTempPath(), null, "--version");

        Assert.StartsWith($".TH LIVESTYLE 1 \"\" \"livestyle {version.Output.Trim()}\"", await PageAsync());
    }

    /// <summary>A line that begins with a dot by chance would be lost, and a bare dash or quote can't be pasted into a shell.</summary>
    [Fact]
    public async Task Nothing_in_it_is_taken_for_a_macro_or_made_typographic()
    {
        string[] macros = [".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE"];
        string[] lines = (await PageAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines.Where(line => line[0] is '.' or '\''), line => Assert.Contains(line.Split(' ')[0], macros));
        Assert.All(lines, line => Assert.DoesNotMatch(@"(?<!\\)-|['`~^]", line));
        Assert.All(lines.Where(line => !line.StartsWith(".TH", StringComparison.Ordinal)), line => Assert.DoesNotContain('"', line));
    }

    [Fact]
    public async Task A_hidden_command_is_in_no_page() => Assert.DoesNotContain("livestyle complete ", await PageAsync());

    static async Task<string> PageAsync()
    {
        ProgramRun run = await ProgramRun.RunAsync(Path.GetTempPath(), null, "manual");
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    static string PartOf(string page, string command)
    {
        int start = page.IndexOf($".SS livestyle {command}", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{command} has no part of its own");
        int end = page.IndexOf("\n.S", start + 1, StringComparison.Ordinal);
        return page[start..end];
    }

    static string Roff(string text) => text.Replace(@"\", @"\e").Replace("-", @"\-").Replace("\"", @"\(dq").Replace("'", @"\(aq");

    static string Plain(string text) => text.Replace(@"\-", "-").Replace(@"\(dq", "\"").Replace(@"\(aq", "'");
}

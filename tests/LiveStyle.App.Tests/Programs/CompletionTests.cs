using System.CommandLine;
using System.Diagnostics;
using LiveStyle.App;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class CompletionTests
{
    static readonly string[] Commands = [.. LiveStyleProgram.Commands().Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];

    [Fact]
    public async Task Bash_completes_every_command()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("bash completes on Unix");
        }

        Assert.Equal(Commands.Order(StringComparer.Ordinal), await InBashAsync("livestyle "));
        Assert.Equal(["transcode"], await InBashAsync("livestyle tr"));
    }

    [Fact]
    public async Task Bash_completes_the_value_behind_an_equals_sign()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("bash completes on Unix");
        }

        Assert.Equal(["munch-scream"], await InBashAsync("livestyle transcode a b --style=mun"));
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish")]
    public async Task A_shells_script_asks_the_program(string shell)
    {
        ProgramRun run = await RunAsync("completion", shell);

        Assert.Contains(" complete ", run.Output);
        Assert.Contains("livestyle", run.Output);
        Assert.DoesNotContain("\r", run.Output);
    }

    [Fact]
    public async Task Every_option_of_every_command_is_offered_with_its_first_sentence()
    {
        foreach (Command command in LiveStyleProgram.Commands().Subcommands.Where(command => !command.Hidden))
        {
            string[] offered = await OfferedAsync($"livestyle {command.Name} -");

            Assert.Superset(
                command.Options.Where(option => !option.Hidden).Select(option => option.Name).ToHashSet(),
                offered.Select(line => line.Split('\t')[0]).ToHashSet());
            Assert.All(offered, line => Assert.Matches(@"^--?[a-z-]+\t\S", line));
        }
    }

    [Theory]
    [InlineData("livestyle transcode a b --style mun", "munch-scream")]
    [InlineData("livestyle transcode a b --style=mun", "--style=munch-scream")]
    [InlineData("livestyle transcode a b --style \"mun", "munch-scream")]
    [InlineData("livestyle transcode a b --style \"munch-scream*0.5 + picabia-u", "munch-scream*0.5 + picabia-udnie")]
    [InlineData("livestyle transcode 'my film.mp4' b --style 'picabia-u", "picabia-udnie")]
    [InlineData("/opt/livestyle/livestyle play a --device vu", "vulkan")]
    [InlineData("livestyle stylize a b --progress j", "json")]
    [InlineData("livestyle submit a --engine sl", "slurm")]
    [InlineData("livestyle styles --model gal", "gallery")]
    public async Task A_value_is_completed_within_quotes_and_blends(string line, string completion) =>
        Assert.Equal([completion], (await OfferedAsync(line)).Select(offer => offer.Split('\t')[0]));

    [Fact]
    public async Task The_styles_are_those_of_the_bundle_that_the_line_names()
    {
        ModelBundle live = ModelBundle.Load(Repository.PathOf("models/live"));

        string[] offered = await OfferedAsync("livestyle transcode a b --model live --style ");

        Assert.Equal(live.Description.Styles.Select(style => style.Slug).Order(StringComparer.Ordinal), offered.Select(line => line.Split('\t')[0]));
    }

    [Theory]
    [InlineData("livestyle transcode ")]
    [InlineData("livestyle transcode fi")]
    [InlineData("livestyle transcode a b --mask ")]
    [InlineData("livestyle transcode a b --model nowhere --style ")]
    [InlineData("livestyle transcode a b --crf ")]
    public async Task Where_a_file_or_free_text_is_to_come_the_shell_is_left_to_offer_files(string line) =>
        Assert.Empty(await OfferedAsync(line));

    [Fact]
    public async Task An_unknown_shell_is_misuse_and_named()
    {
        ProgramRun run = await ProgramRun.RunAsync(Repository.Root, null, "completion", "tcsh");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["livestyle: no completion for 'tcsh'; give bash, fish or zsh; livestyle completion --help shows how"], run.ErrorLines);
    }

    static async Task<string[]> OfferedAsync(string line) =>
        (await RunAsync("complete", line)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>In the repository, where the bundles are.</summary>
    static async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.RunAsync(Repository.Root, null, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    /// <summary>What bash's completion function answers to a line, in a shell that has read the script.</summary>
    static async Task<string[]> InBashAsync(string line)
    {
        const string Ask = """
            livestyle() { "$DOTNET" "$PROGRAM" "$@"; }
            source <(livestyle completion bash)
            [[ $(complete -p livestyle) == *"-o default -F _livestyle livestyle" ]] || exit 9
            COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=($1)
            [[ $1 == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _livestyle
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["--norc", "-c", Ask, "bash", line]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        start.Environment["DOTNET"] = ProgramRun.DotNet();
        start.Environment["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "livestyle.dll");
        using Process bash = Process.Start(start)!;
        string output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal(0, bash.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

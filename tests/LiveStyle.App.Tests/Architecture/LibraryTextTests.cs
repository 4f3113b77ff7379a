using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>Libraries are called by other programs too: they know no option, no command and no console.</summary>
public class LibraryTextTests
{
    const string CommandNames = "transcode|batch|plan|segment|assemble|submit|play|stylize|styles|probe|devices|manual|completion|train|add-style|evaluate";

    // Texts that are command lines by purpose: of this program for the processes and the machines of a farm, and of Slurm's own programs.
    // What is thrown or told to a user there is none.
    static readonly string[] Composers = ["FarmProgram.cs", "FarmProcess.cs", "LocalFarm.cs", "OpenJdTemplate.cs", "Slurm.cs", "SlurmOptions.cs", "SlurmScripts.cs"];

    public static TheoryData<string> Libraries =>
        ["LiveStyle.Core", "LiveStyle.Media", "LiveStyle.Cpu", "LiveStyle.Gpu", "LiveStyle.Stylization", "LiveStyle.Transcoding", "LiveStyle.Quality", "LiveStyle.Presentation", "LiveStyle.Playback", "LiveStyle.Live"];

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_names_no_option_and_no_command_of_the_program(string library)
    {
        var named = ProjectGraphTests.SourceFiles(library).SelectMany(file => Named(File.ReadAllText(file), IsComposer(library, file)).Select(text => $"{Path.GetFileName(file)}: {text}"));

        Assert.Empty(named);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_knows_no_console(string library) =>
        Assert.All(ProjectGraphTests.SourceFiles(library), file => Assert.False(UsesConsole(CSharpTexts.Of(File.ReadAllText(file)).Code), file));

    [Fact]
    public void Each_composer_of_command_lines_is_there() =>
        Assert.All(Composers, file => Assert.True(File.Exists(Repository.PathOf($"src/LiveStyle.Transcoding/Farm/{file}")), file));

    [Theory]
    [InlineData("throw new Problem($\"{name} is full; use --size {size}\");", 1)]
    [InlineData("throw new Problem($\"{(full ? $\"{name}: leave --strict out\" : \"\")}\");", 1)]
    [InlineData("string cure = \"--headless\";", 1)]
    [InlineData("string cure = \"use: livestyle stylize\";", 1)]
    [InlineData("string cure = \"give what `livestyle-train add-style` made\";", 1)]
    [InlineData("/// <summary>As --size says.</summary>\n// use --device cpu", 0)]
    [InlineData("string text = \"a\"; count--; string other = \"b\";", 0)]
    [InlineData("string text = \"a -- b\", name = \"livestyle\", file = \"livestyle-style\";", 0)]
    public void An_option_or_a_command_in_a_text_is_found(string code, int expected) => Assert.Equal(expected, Named(code, isComposer: false).Count());

    [Theory]
    [InlineData("Start(\"--index\", \"3\");", 0)]
    [InlineData("throw new Problem(\"give --program PATH\");", 1)]
    [InlineData("_ => new Problem(\n    \"a\", \"give --program PATH\");", 1)]
    [InlineData("progress.Note($\"{jobs} run; livestyle submit shows them\");", 1)]
    public void A_composer_may_name_them_in_command_lines_alone(string code, int expected) =>
        Assert.Equal(expected, Named(code.Replace("Problem", "LiveStyleException", StringComparison.Ordinal), isComposer: true).Count());

    [Theory]
    [InlineData("Console.WriteLine();", true)]
    [InlineData("using Stream input = System.Console.OpenStandardInput();", true)]
    [InlineData("bool piped = Console.IsInputRedirected;", true)]
    [InlineData("display.Console.Write(); Spectre.Console.Markup.Escape(text);", false)]
    public void A_use_of_the_console_is_found(string code, bool expected) => Assert.Equal(expected, UsesConsole(code));

    static bool UsesConsole(string code) => Regex.IsMatch(code, @"(?<![\w.])(System\.)?Console\.\w");

    static bool IsComposer(string library, string file) =>
        library == "LiveStyle.Transcoding" && Path.GetFileName(Path.GetDirectoryName(file)) == "Farm" && Composers.Contains(Path.GetFileName(file));

    static IEnumerable<string> Named(string code, bool isComposer)
    {
        string[] lines = code.Split('\n');
        return CSharpTexts.Of(code).Texts
            .Where(text => Regex.IsMatch(text.Text, $@"(?<![\w-])--[a-z]|\blivestyle(-train)? ({CommandNames})\b"))
            .Where(text => !isComposer || IsTold(lines, text.Line - 1))
            .Select(text => text.Text);
    }

    /// <summary>Whether the statement's part before a text makes an exception or a note of it.</summary>
    static bool IsTold(string[] lines, int line) =>
        Regex.IsMatch(string.Concat(lines[Math.Max(0, line - 1)..(line + 1)]), @"\w+Exception\(|\.(Note|Done)\(");
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using LiveStyle.TestKit;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>The code of an &lt;example&gt; in a docstring.</summary>
/// <param name="Type">The type that it shows.</param>
/// <param name="Code">Statements, as a reader copies them.</param>
sealed record DocExample(string Type, string Code)
{
    /// <summary>What it promises to print: the comments behind its <c>Console.WriteLine(…);</c>.</summary>
    public IEnumerable<string> Printed => Code.Split('\n')
        .Select(line => Regex.Match(line, @"^\s*Console\.WriteLine\(.*\);\s+// (.+?)\s*$"))
        .Where(match => match.Success)
        .Select(match => match.Groups[1].Value);

    /// <summary>All of the libraries, in the order of their files.</summary>
    public static IReadOnlyList<DocExample> LoadAll() =>
        [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(path => In(File.ReadAllText(path)))];

    /// <summary>Those of a source file.</summary>
    public static IEnumerable<DocExample> In(string source)
    {
        // A docstring, what stands between it and the declaration, and the declared name.
        foreach (Match found in Regex.Matches(source, @"(?:^[ \t]*///.*\n)+(?:[ \t]*\[.*\n)*(?![ \t]*///).*?\b(?:class|record struct|record|struct|interface) (\w+)", RegexOptions.Multiline))
        {
            string text = string.Join('\n', found.Value.Split('\n').Select(line => Regex.Match(line, @"^\s*/// ?(.*)$")).Where(line => line.Success).Select(line => line.Groups[1].Value));
            foreach (XElement code in XElement.Parse($"<doc>{text}</doc>").Elements("example").Elements("code"))
            {
                yield return new DocExample(found.Groups[1].Value, code.Value.Trim('\n'));
            }
        }
    }
}

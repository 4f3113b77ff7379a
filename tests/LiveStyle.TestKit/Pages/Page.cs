using System.Text.RegularExpressions;

namespace LiveStyle.TestKit.Pages;

/// <summary>A Markdown page of the repository: its lines, links, headings and blocks of code.</summary>
sealed class Page
{
    static readonly string[] Passed = ["bin", "obj", "artifacts", "runs", "frames"];

    Page(string path)
    {
        Path = path;
        Name = System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
        Lines = File.ReadAllLines(path);
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>As seen from the repository's root.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Anchors of the headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Prose()
        .Where(line => Regex.IsMatch(line, "^#{1,6} "))
        .Select(line => Regex.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));

    /// <summary>Targets of its links and pictures.</summary>
    public IEnumerable<string> Links => Prose()
        .SelectMany(line => Regex.Matches(line, @"\]\(([^()\s]+)\)").Select(match => match.Groups[1].Value));

    public static Page Load(string name) => new(Repository.PathOf(name));

    /// <summary>Every README, DECISIONS and text of a package, wherever it lies; nothing that a build or a run has made.</summary>
    public static IReadOnlyList<Page> LoadAll() => [.. Find(Repository.Root).Order(StringComparer.Ordinal).Select(path => new Page(path))];

    /// <summary>The lines of its blocks in a language, whole commands: joined where they end in a backslash.</summary>
    public IEnumerable<string> Code(string language)
    {
        string? block = null;
        string begun = "";
        foreach (string line in Lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                block = block is null ? line.Trim()[3..] : null;
            }
            else if (block == language)
            {
                begun += line.TrimEnd('\\');
                if (!line.EndsWith('\\'))
                {
                    yield return begun;
                    begun = "";
                }
            }
        }
    }

    /// <summary>The calls of a program in its blocks of shell code and its indented lines, each as its words without the program's name.</summary>
    public IEnumerable<string[]> Calls(string program) => Code("sh").Concat(Prose().Where(line => line.StartsWith("    ", StringComparison.Ordinal)))
        .SelectMany(ShellLine.Commands)
        .Where(words => words[0] == program)
        .Select(words => words[1..]);

    IEnumerable<string> Prose()
    {
        bool isCode = false;
        foreach (string line in Lines)
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isCode && !isFence)
            {
                yield return line;
            }
        }
    }

    static IEnumerable<string> Find(string folder) => Directory.GetFiles(folder, "*.md")
        .Concat(Directory.GetDirectories(folder)
            .Where(inner => System.IO.Path.GetFileName(inner) is var name && !Passed.Contains(name) && (name == ".build" || !name.StartsWith('.')))
            .SelectMany(Find));
}

using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

/// <summary>Inside a library one folder uses another, never each the other, on any way around.</summary>
/// <remarks>A library's root is above all of its folders: it uses them, and they use what lies in it.</remarks>
public class FolderCircleTests
{
    public static TheoryData<string> Libraries => LibraryTextTests.Libraries;

    [Theory, MemberData(nameof(Libraries))]
    public void No_folders_of_a_library_use_each_other_in_a_circle(string library)
    {
        var circles = CirclesOf(UsesOf(library, SourceOf(library)));

        Assert.Empty(circles);
    }

    [Fact]
    public void A_circle_is_found_on_any_way_around()
    {
        (string, string)[] files =
        [
            ("A", "using House.B;\nnamespace House.A;"), ("A", "namespace House.A;\nclass V { string b = \"House.D.V\"; D.Unknown d; }"), ("B", "namespace House.B;\nclass X { C.Y y; }"),
            ("C", "global using static House.A.Deep.Z;\nnamespace House.C;\nclass Y;"),
            ("D", "using House.A;\nnamespace House.D;\nenum W; // House.E.V"), ("E", "using System.D;\nnamespace House.E;\nrecord V;"),
        ];
        var uses = Uses("House", files).ToList();

        Assert.Equal([("A", "B"), ("B", "C"), ("C", "A"), ("D", "A")], uses);
        Assert.Equal(["A, B, C"], CirclesOf(uses));
        Assert.Empty(CirclesOf(uses.Where(use => use.From != "C")));
    }

    static (string From, string Code)[] SourceOf(string library) =>
    [
        .. ProjectGraphTests.SourceFiles(library)
            .Select(file => (Path.GetRelativePath(Repository.PathOf($"src/{library}"), file).Split(Path.DirectorySeparatorChar), File.ReadAllText(file)))
            .Where(file => file.Item1.Length > 1)
            .Select(file => (file.Item1[0], file.Item2)),
    ];

    static IEnumerable<(string From, string To)> UsesOf(string library, (string From, string Code)[] files) =>
        Uses(library == "LiveStyle.Core" ? "LiveStyle" : library, files);

    static IEnumerable<(string From, string To)> Uses(string root, (string From, string Code)[] files)
    {
        var codes = files.Select(file => (file.From, Code: CSharpTexts.Of(file.Code).Code)).ToList();
        ILookup<string, string> types = codes.SelectMany(file => Regex.Matches(file.Code, @"\b(?:class|record struct|struct|interface|enum|record)\s+(\w+)").Select(match => (file.From, Type: match.Groups[1].Value)))
            .ToLookup(type => type.From, type => type.Type);
        return codes.SelectMany(file => types.Select(folder => folder.Key)
            .Where(folder => folder != file.From && (
                Regex.IsMatch(file.Code, $@"\b{Regex.Escape(root)}\.{folder}\b") ||
                Regex.IsMatch(file.Code, $@"(?<![\w.]){folder}\.({string.Join('|', types[folder].Distinct())})\b")))
            .Select(folder => (file.From, folder))).Distinct().Order();
    }

    /// <summary>Folders that reach each other, a circle a line.</summary>
    static IEnumerable<string> CirclesOf(IEnumerable<(string From, string To)> uses)
    {
        ILookup<string, string> next = uses.ToLookup(use => use.From, use => use.To);
        HashSet<string> Reached(string from)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(next[from]);
            while (open.TryPop(out string? folder))
            {
                if (reached.Add(folder))
                {
                    foreach (string further in next[folder])
                    {
                        open.Push(further);
                    }
                }
            }

            return reached;
        }

        var reach = next.Select(folder => folder.Key).ToDictionary(folder => folder, Reached);
        return reach.Keys.Where(folder => reach[folder].Contains(folder))
            .Select(folder => string.Join(", ", reach.Keys.Where(other => reach[folder].Contains(other) && reach[other].Contains(folder)).Order(StringComparer.Ordinal)))
            .Distinct();
    }
}

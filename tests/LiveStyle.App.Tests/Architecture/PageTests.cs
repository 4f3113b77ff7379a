using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Pages;
using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public class PageTests
{
    const int FirstPageLines = 120;
    const int LineLength = 120;

    static readonly IReadOnlyList<Page> Pages = Page.LoadAll();

    [Fact]
    public void The_first_page_is_short() => Assert.InRange(Page.Load("README.md").Lines.Count, 1, FirstPageLines);

    [Fact]
    public void Every_project_that_others_use_has_a_page()
    {
        string[] rooms = [.. Directory.GetDirectories(Repository.PathOf("src"), "LiveStyle.*").Select(Path.GetFileName)!];

        Assert.NotEmpty(rooms);
        Assert.All(rooms.Where(room => room != "LiveStyle.Sample.Engine"), room => Assert.Contains(Pages, page => page.Name == $"src/{room}/README.md"));
    }

    [Fact]
    public void Lines_fit_the_page()
    {
        var tooLong = Pages.SelectMany(page => page.Lines
            .Select((line, i) => (Line: line, Place: $"{page.Name}:{i + 1}"))
            .Where(line => !line.Line.StartsWith('|') && WithoutTargets(line.Line).Length > LineLength)
            .Select(line => line.Place));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Links_lead_to_what_is_there()
    {
        var links = Pages.SelectMany(page => page.Links.Where(link => !link.Contains("://")).Select(link => (Page: page, Link: link))).ToList();

        Assert.NotEmpty(links);
        Assert.Empty(links.Where(link => !LeadsSomewhere(link.Page, link.Link)).Select(link => $"{link.Page.Name}: {link.Link}"));
    }

    [Fact]
    public void Targets_of_the_build_are_there()
    {
        string[] known = [.. Regex.Matches(File.ReadAllText(Repository.PathOf("build.cake")), @"^Task\(""(\w+)""\)", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];
        var named = Pages.SelectMany(page => page.Lines.SelectMany(line => Regex.Matches(line, @"--target=(\w+)").Select(match => match.Groups[1].Value))).Distinct();

        Assert.NotEmpty(known);
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        Page decisions = Page.Load("DECISIONS.md");
        string[] headings = [.. decisions.Lines.Where(line => line.StartsWith("## ")).Select(line => line[3..])];

        Assert.NotEmpty(headings);
        Assert.All(headings, heading => Assert.Matches(@"^20\d\d-\d\d-\d\d: ", heading));
        Assert.Equal(headings, decisions.Lines.Where(line => line.StartsWith("- [20")).Select(line => line[3..line.LastIndexOf("](", StringComparison.Ordinal)]));
        Assert.Equal(headings.Order(StringComparer.Ordinal).Select(Date), headings.Select(Date));
        Assert.DoesNotContain(decisions.Lines, line => line.StartsWith("**20"));
    }

    static string Date(string heading) => heading[..10];

    /// <summary>A link's address can't be broken.</summary>
    static string WithoutTargets(string line) => Regex.Replace(line, @"\]\([^()\s]+\)", "]()");

    static bool LeadsSomewhere(Page page, string link)
    {
        string[] parts = link.Split('#', 2);
        string path = parts[0] is { Length: > 0 } file ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, file)) : page.Path;
        return Directory.Exists(path)
            || (File.Exists(path) && (parts.Length == 1 || Page.Load(Path.GetRelativePath(Repository.Root, path)).Anchors.Contains(parts[1])));
    }
}

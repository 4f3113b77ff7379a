using System.Text;

namespace LiveStyle.App.Commands.Manual;

/// <summary>Writes the man macros of roff. Texts are escaped here and nowhere else.</summary>
sealed class RoffWriter
{
    readonly StringBuilder page = new();

    /// <summary>The page's head: its name, section 1, and who wrote it.</summary>
    public void Title(string name, string source, string manual) =>
        page.Append($".TH {name.ToUpperInvariant()} 1 \"\" \"{Escape(source)}\" \"{Escape(manual)}\"\n");

    public void Section(string title) => page.Append($".SH {title.ToUpperInvariant()}\n");

    /// <param name="title">In the page's order, below the section.</param>
    public void Part(string title) => page.Append($".SS {Escape(title)}\n");

    /// <summary>Lines of running text, each a paragraph.</summary>
    public void Paragraphs(string text)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            page.Append($".PP\n{Line(line)}\n");
        }
    }

    /// <summary>A term, and below it what it means.</summary>
    /// <param name="bold">As it is typed.</param>
    /// <param name="italic">What a user puts in its place; may be empty.</param>
    public void Term(string bold, string italic, string text)
    {
        string value = italic.Length > 0 ? $" \\fI{Escape(italic)}\\fR" : "";
        string typed = bold.Length > 0 ? $"\\fB{Escape(bold)}\\fR" : "";
        page.Append($".TP\n{(typed + value).TrimStart()}\n{Line(text)}\n");
    }

    /// <summary>Command lines, as they are.</summary>
    public void Examples(IEnumerable<string> lines)
    {
        page.Append(".PP\n.nf\n.RS 4\n");
        foreach (string line in lines)
        {
            page.Append(Line(line)).Append('\n');
        }

        page.Append(".RE\n.fi\n");
    }

    public override string ToString() => page.ToString();

    /// <summary>A dot that begins a line would be taken for a macro.</summary>
    static string Line(string text) => text.StartsWith('.') ? @"\&" + Escape(text) : Escape(text);

    /// <summary>What roff would turn into a typographer's sign, which nobody can paste into a shell.</summary>
    static string Escape(string text) => text.Replace(@"\", @"\e")
        .Replace("-", @"\-").Replace("\"", @"\(dq").Replace("'", @"\(aq").Replace("`", @"\(ga").Replace("^", @"\(ha").Replace("~", @"\(ti");
}

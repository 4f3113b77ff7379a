using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LiveStyle.App.Reports;

/// <summary>HTML that is safe to show: whatever is put into it is encoded, unless it is markup itself.</summary>
/// <param name="Text">The HTML.</param>
readonly record struct Markup(string Text)
{
    /// <summary>All letters stay readable; only what HTML takes for its own is written otherwise.</summary>
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Use: Markup.Of($"&lt;p title='{text}'&gt;{text}&lt;/p&gt;"); attributes always in quotes.</summary>
    public static Markup Of(Handler html) => new(html.ToText());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public static Markup When(bool condition, Func<Markup> markup) => condition ? markup() : default;

    public override string ToString() => Text;

    /// <summary>Takes an interpolated string apart: its own text is HTML, and its holes are values.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        readonly StringBuilder html;

        public Handler(int literalLength, int formattedCount) => html = new StringBuilder(literalLength + 32 * formattedCount);

        public void AppendLiteral(string text) => html.Append(text);

        public void AppendFormatted(Markup markup) => html.Append(markup.Text);

        public void AppendFormatted(string? text) => html.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(double number) => html.Append(Math.Round(number, 2).ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(int number) => html.Append(CultureInfo.InvariantCulture, $"{number}");

        public string ToText() => html.ToString();
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LiveStyle.Quality.Reports;

/// <summary>HTML that is safe to show: whatever is put into it is encoded, unless it is markup itself.</summary>
/// <param name="Text">The HTML.</param>
readonly record struct HtmlMarkup(string Text)
{
    /// <summary>All letters stay readable; only what HTML takes for its own is written otherwise.</summary>
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Use: HtmlMarkup.Of($"&lt;p title='{text}'&gt;{text}&lt;/p&gt;"); attributes always in quotes.</summary>
    public static HtmlMarkup Of(Handler html) => new(html.ToText());

    public static HtmlMarkup Join(IEnumerable<HtmlMarkup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public static HtmlMarkup When(bool condition, Func<HtmlMarkup> markup) => condition ? markup() : default;

    public override string ToString() => Text;

    /// <summary>Takes an interpolated string apart: its own text is HTML, and its holes are values.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        readonly StringBuilder html;

        public Handler(int literalLength, int formattedCount) => html = new StringBuilder(literalLength + 32 * formattedCount);

        public void AppendLiteral(string text) => html.Append(text);

        public void AppendFormatted(HtmlMarkup markup) => html.Append(markup.Text);

        public void AppendFormatted(string? text) => html.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(double number) => html.Append(Math.Round(number, 2).ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(int number) => html.Append(CultureInfo.InvariantCulture, $"{number}");

        public string ToText() => html.ToString();
    }
}

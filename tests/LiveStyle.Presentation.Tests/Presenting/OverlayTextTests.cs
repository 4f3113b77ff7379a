using System.Text;
using LiveStyle.Presentation.Presenting;
using Xunit;

namespace LiveStyle.Presentation.Tests.Presenting;

public sealed class OverlayTextTests
{
    [Fact]
    public void A_line_stands_in_its_row_padded_with_spaces()
    {
        var text = new OverlayText();
        text.SetLine(1, "59.9 fps");
        text.SetLine(1, "60 fps");

        Assert.Equal("60 fps".PadRight(OverlayText.Columns), Row(text, 1));
        Assert.Equal((2, 6), (text.UsedRows, text.UsedColumns));
    }

    [Fact]
    public void What_has_no_character_becomes_a_question_mark_and_what_is_too_long_is_cut()
    {
        var text = new OverlayText();
        text.SetLine(0, "Hokusai · 大浪\t" + new string('x', 200));

        Assert.StartsWith("Hokusai ? ???xxx", Row(text, 0));
        Assert.Equal(OverlayText.Columns, text.UsedColumns);
        Assert.DoesNotContain('x', Row(text, 1));
    }

    [Fact]
    public void The_same_line_again_is_no_change()
    {
        var text = new OverlayText();
        text.SetLine(0, "same");
        int version = text.Version;
        text.SetLine(0, "same");
        Assert.Equal(version, text.Version);

        text.SetLine(0, "same ");
        Assert.NotEqual(version, text.Version);
    }

    [Fact]
    public void A_line_that_becomes_an_alert_is_a_change()
    {
        var text = new OverlayText();
        text.SetLine(0, "rtmp");
        int version = text.Version;
        text.SetAlert(0, "rtmp");
        Assert.NotEqual(version, text.Version);

        version = text.Version;
        text.SetAlert(0, "rtmp");
        Assert.Equal(version, text.Version);
        Assert.Equal(4, text.UsedColumns);
    }

    [Fact]
    public void A_cleared_text_uses_no_rows()
    {
        var text = new OverlayText();
        text.SetLine(OverlayText.Rows - 1, "last");
        text.Clear();

        Assert.Equal((0, 0), (text.UsedRows, text.UsedColumns));
    }

    static string Row(OverlayText text, int row) => Encoding.ASCII.GetString(text.Codes.Slice(row * OverlayText.Columns, OverlayText.Columns));
}

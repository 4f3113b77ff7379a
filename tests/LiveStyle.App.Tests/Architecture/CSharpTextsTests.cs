using Xunit;

namespace LiveStyle.App.Tests.Architecture;

public class CSharpTextsTests
{
    [Theory]
    [InlineData("Call(\"a\", \"b\\\"c\");", "a", "b\\\"c")]
    [InlineData("Call($\"{name} is full; use {(more ? \"x\" : $\"y {z}\")}\");", "x", "y {}", "{} is full; use {}")]
    [InlineData("Call(@\"a\"\"b\\\", $@\"c{d}\");", "a\"b\\", "c{}")]
    [InlineData("Call($\"{{{name}}}\");", "{{}}}")]
    [InlineData("/// <summary>As \"a\" says.</summary>\n// \"b\"\n/* \"c\" */ char quote = '\"', other = '\\'';")]
    [InlineData("string empty = \"\"; int i = n--;")]
    public void The_literals_of_code_are_found(string code, params string[] expected) =>
        Assert.Equal(expected, CSharpTexts.Of(code).Texts.Select(text => text.Text));

    [Fact]
    public void A_raw_literal_is_one_text()
    {
        const string Quotes = "\"\"\"";
        var found = CSharpTexts.Of($"a;\nvar x = {Quotes}\n  one \"two\"\n  {Quotes};\nvar y = $${Quotes}{{{{z}}}} {{w}}{Quotes};");

        Assert.Equal([(2, "\n  one \"two\"\n  "), (5, "{} {w}")], found.Texts);
        Assert.DoesNotContain("two", found.Code);
    }

    [Fact]
    public void Code_is_left_without_texts_and_comments() =>
        Assert.Equal("a(); b(, c); ", CSharpTexts.Of("a(); /* Console.Out */b(\"Console.Out\", c); // Console.Out").Code);
}

namespace LiveStyle.Progress;

/// <summary>Text for a terminal or a log, where a name with line breaks or other control characters in it would look like more than it is.</summary>
public static class OneLine
{
    /// <summary>The text with a space in the place of each control character, and none around it.</summary>
    public static string Of(string text) =>
        string.Create(text.Length, text, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        }).Trim();
}

using LiveStyle.Files;

namespace LiveStyle.App.Commands;

/// <summary>Questions to a person at a terminal. Where nobody is there, the answer is no.</summary>
static class ConfirmPrompt
{
    public static bool MayReplace(string path)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return false;
        }

        Console.Error.Write($"{ShownPath.Of(path)} is there already. Replace it? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes";
    }
}

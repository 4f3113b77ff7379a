using System.Diagnostics;

namespace LiveStyle.TestKit.Programs;

/// <summary>Programs that the tested code has started, found by what they were called with. Linux only.</summary>
static class RunningPrograms
{
    /// <summary>Kills each that has a word on its line of arguments, and returns how many those were.</summary>
    /// <param name="name">Such as "ffmpeg".</param>
    /// <param name="word">One that no other test's program has, such as a path in a folder of the test's own.</param>
    public static int Kill(string name, string word)
    {
        int killed = 0;
        foreach (Process process in Process.GetProcessesByName(name))
        {
            using (process)
            {
                if (Arguments(process.Id).Contains(word, StringComparison.Ordinal))
                {
                    process.Kill();
                    killed++;
                }
            }
        }

        return killed;
    }

    static string Arguments(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}

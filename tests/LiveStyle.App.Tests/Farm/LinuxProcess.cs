using System.Text;

namespace LiveStyle.App.Tests.Farm;

/// <summary>A running process, as /proc tells of it.</summary>
/// <param name="Words">Its command line.</param>
/// <param name="Settings">Its environment when it began, "NAME=value".</param>
sealed record LinuxProcess(int Id, int Parent, string[] Words, string[] Settings)
{
    /// <summary>All with a setting in their environment, which processes inherit.</summary>
    public static IReadOnlyList<LinuxProcess> With(KeyValuePair<string, string?> setting) =>
        [.. Directory.GetDirectories("/proc").Select(path => Read(Path.GetFileName(path))).OfType<LinuxProcess>().Where(process => process.HasSetting(setting.Key, setting.Value!))];

    public bool HasSetting(string name, string value) => Settings.Contains($"{name}={value}");

    /// <summary>Null for what isn't one, has ended, or is another user's.</summary>
    static LinuxProcess? Read(string id)
    {
        try
        {
            if (!int.TryParse(id, out int number))
            {
                return null;
            }

            string status = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : new LinuxProcess(number, int.Parse(fields[1]), Texts($"/proc/{id}/cmdline"), Texts($"/proc/{id}/environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string[] Texts(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}

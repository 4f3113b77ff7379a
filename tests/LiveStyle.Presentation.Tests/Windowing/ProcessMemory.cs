using System.Globalization;

namespace LiveStyle.Presentation.Tests.Windowing;

static class ProcessMemory
{
    /// <summary>Bytes of a process in memory, as Linux tells.</summary>
    public static long Resident(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}

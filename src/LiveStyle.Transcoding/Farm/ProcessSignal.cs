using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LiveStyle.Transcoding.Farm;

/// <summary>Asks a process to end in order, which .NET can't by itself.</summary>
static partial class ProcessSignal
{
    const int Terminate = 15;

    /// <summary>On Windows, which has no such signal, the process is ended at once, with all that it started.</summary>
    public static void AskToEnd(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = Send(process.Id, Terminate);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}

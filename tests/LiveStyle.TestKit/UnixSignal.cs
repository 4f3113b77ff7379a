using System.Runtime.InteropServices;

namespace LiveStyle.TestKit;

/// <summary>Signals by the system call: a bare system has no kill program.</summary>
static partial class UnixSignal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Stop = 19;

    public static bool Send(int process, int signal) => SendTo(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendTo(int process, int signal);
}

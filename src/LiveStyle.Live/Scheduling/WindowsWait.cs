using System.Runtime.InteropServices;

namespace LiveStyle.Live.Scheduling;

/// <summary>Sleeps by a timer of high resolution (Windows 10, version 1803, or later), else by .NET's own sleep.</summary>
sealed partial class WindowsWait(TimeProvider time) : SleepWait(time)
{
    const uint HighResolution = 2;
    const uint AllAccess = 0x1F0003;
    const uint Infinite = 0xFFFFFFFF;

    readonly nint timer = CreateTimer(0, 0, HighResolution, AllAccess);

    public override void Dispose()
    {
        if (timer != 0)
        {
            Close(timer);
        }
    }

    protected override void Sleep(TimeSpan duration)
    {
        // Below 0 it is a duration, in 100 ns.
        long due = -duration.Ticks;
        if (timer != 0 && SetTimer(timer, in due, 0, 0, 0, 0) != 0)
        {
            Wait(timer, Infinite);
        }
        else
        {
            Thread.Sleep(duration);
        }
    }

    [LibraryImport("kernel32", EntryPoint = "CreateWaitableTimerExW")]
    private static partial nint CreateTimer(nint attributes, nint name, uint flags, uint access);

    [LibraryImport("kernel32", EntryPoint = "SetWaitableTimer")]
    private static partial int SetTimer(nint timer, in long due, int period, nint routine, nint argument, int resume);

    [LibraryImport("kernel32", EntryPoint = "WaitForSingleObject")]
    private static partial uint Wait(nint handle, uint milliseconds);

    [LibraryImport("kernel32", EntryPoint = "CloseHandle")]
    private static partial int Close(nint handle);
}

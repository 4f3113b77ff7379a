using System.Runtime.InteropServices;

namespace LiveStyle.Live.Scheduling;

/// <summary>Sleeps to some 50 µs, where .NET's own sleep counts whole milliseconds.</summary>
sealed partial class UnixWait(TimeProvider time) : SleepWait(time)
{
    protected override void Sleep(TimeSpan duration)
    {
        // A signal ends it early: who calls looks at the clock and sleeps on.
        var request = new Duration((nint)(duration.Ticks / TimeSpan.TicksPerSecond), (nint)(duration.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
        NanoSleep(in request, 0);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in Duration request, nint remaining);

    readonly record struct Duration(nint Seconds, nint Nanoseconds);
}

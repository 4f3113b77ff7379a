using LiveStyle.Frames;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Presentation.Tests.Windowing;

[Collection(VirtualScreenCollection.Name)]
public sealed class WindowLifetimeTests
{
    const long Tolerance = 2 << 20;

    readonly VirtualScreen screen;

    public WindowLifetimeTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows are tested under Xvfb, which only Linux has.");
        this.screen = screen;
    }

    [Fact]
    public void A_thousand_windows_leave_nothing_behind()
    {
        // One more stays open: so the connection to the screen stays, and only windows come and go.
        using var first = new Window(new WindowOptions { Title = "first" });
        AssertNothingGrows(warm: 200, cycles: 1000);
    }

    [Fact]
    public void Coming_and_going_of_the_last_window_leaves_nothing_behind() => AssertNothingGrows(warm: 20, cycles: 40);

    void AssertNothingGrows(int warm, int cycles)
    {
        using var desktop = new WindowClient(screen.Display);
        OpenAndClose(warm);
        int windows = desktop.CountWindows();

        // The process has memory of its own to arrange, now and then; a leak shows every time.
        (long here, long server) = Grow(cycles);
        for (int again = 0; again < 2 && Math.Max(here, server) > Tolerance; again++)
        {
            (here, server) = Grow(cycles);
        }

        Assert.Equal(windows, desktop.CountWindows());
        Assert.InRange(server, long.MinValue, Tolerance);
        Assert.InRange(here, long.MinValue, Tolerance);
    }

    /// <summary>Bytes by which this process and the screen's grow over so many windows.</summary>
    (long Here, long Server) Grow(int cycles)
    {
        long here = ProcessMemory.Resident(Environment.ProcessId), server = ProcessMemory.Resident(screen.ServerProcess);
        OpenAndClose(cycles);
        return (ProcessMemory.Resident(Environment.ProcessId) - here, ProcessMemory.Resident(screen.ServerProcess) - server);
    }

    static void OpenAndClose(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using var window = new Window(new WindowOptions { Title = "again", Size = new FrameSize(320, 200) });
            window.Poll();
        }

        // What is left is native; garbage is none of this test's business.
        GC.Collect();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using LiveStyle.Live.Control.Midi;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Midi;

/// <summary>Through named pipes and files, which the system gives like a raw device: byte by byte, or not at all.</summary>
public sealed class MidiInputTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly string folder = Directory.CreateTempSubdirectory("livestyle-midi-").FullName;
    readonly DeskScene scene = new("a", 0, DeskScene.CalmAndWild);
    readonly ConcurrentQueue<string> notes = new();
    readonly MidiDesk midi;
    readonly string pipe;

    public MidiInputTests()
    {
        midi = new MidiDesk(scene.Desk, MidiMap.Parse("""{"bindings":[{"controller":7,"parameter":"strength","soft":false}]}"""), TimeProvider.System);
        pipe = Path.Combine(folder, "midi");
    }

    public void Dispose()
    {
        scene.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_is_written_into_a_pipe_is_played_whoever_writes_it()
    {
        SkipWithoutPipes();
        MakePipe();
        await using MidiInput input = MidiInput.Start(pipe, midi, notes.Enqueue);
        Write(0xB0, 7, 127, 7, 0);
        await Until(() => scene.Desk.State.Strength == 0);
        Write(0xF0, 1, 2, 3, 0xF7, 0xB0, 7, 127);
        await Until(() => scene.Desk.State.Strength == 1);
        Assert.True(input.IsConnected);
        Assert.Empty(notes);
    }

    [Fact]
    public async Task A_device_that_vanishes_is_played_again_when_it_is_back()
    {
        SkipWithoutPipes();
        MakePipe();
        await using MidiInput input = MidiInput.Start(pipe, midi, notes.Enqueue);
        for (int round = 0; round < 3; round++)
        {
            notes.Clear();
            File.Delete(pipe);
            await Until(() => !notes.IsEmpty);
            Assert.Equal([$"the MIDI device {pipe} is gone; it is played again when it is back"], notes);
            Assert.False(input.IsConnected);
            MakePipe();
            await Until(() => notes.Contains($"the MIDI device {pipe} is back"));
            Write(0xB0, 7, (byte)(round + 1));
            await Until(() => scene.Desk.State.Strength == (round + 1) / 127f);
        }
    }

    [Fact]
    public async Task A_recorded_stream_is_played_to_its_end()
    {
        SkipWithoutPipes();
        string file = Path.Combine(folder, "recorded");
        byte[] bytes = [0x7F, 0xB0, 7, 1, 0xF8, 7, 64, .. Enumerable.Repeat((byte)0xF8, 5000), 0x90, 1];
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        await using MidiInput input = MidiInput.Start(file, midi, notes.Enqueue);
        await Until(() => !notes.IsEmpty);
        Assert.Equal([$"{file} has been played to its end"], notes);
        Assert.Equal(64 / 127f, scene.Desk.State.Strength);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_input_ends_while_nobody_writes()
    {
        SkipWithoutPipes();
        MakePipe();
        MidiInput input = MidiInput.Start(pipe, midi, notes.Enqueue);
        await input.DisposeAsync().AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
        await input.DisposeAsync();
        Assert.Empty(notes);
    }

    [Fact]
    public void A_device_that_is_not_there_is_told_with_those_that_are()
    {
        SkipWithoutPipes();
        string line = Assert.Throws<LiveStyleException>(() => MidiInput.Start(pipe, midi)).Message;
        Assert.StartsWith($"the MIDI device {pipe} can't be opened (No such file or directory); ", line, StringComparison.Ordinal);
        Assert.EndsWith(MidiDevices.List() is { Count: > 0 } devices ? devices[^1].Name + (devices[^1].Name == devices[^1].Path ? "" : ")") : "no MIDI device is plugged in", line, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<LiveStyleException>(() => MidiInput.Start(folder, midi)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elsewhere_it_is_told_that_osc_is_served()
    {
        Assert.SkipWhen(OperatingSystem.IsLinux(), "Linux has raw devices.");
        Assert.Equal(MidiDevices.Unsupported, Assert.Throws<LiveStyleException>(() => MidiInput.Start(pipe, midi)).Message);
        Assert.Empty(MidiDevices.List());
    }

    [Fact]
    public void Devices_are_listed_with_the_names_that_the_system_knows()
    {
        Make("dev/snd/midiC1D0", "");
        Make("dev/snd/midiC2D0", "");
        Make("dev/snd/pcmC1D0p", "");
        Make("dev/midi3", "");
        Make("proc/asound/card1/midi0", "nanoKONTROL2 MIDI 1\n\nOutput 0\n");
        string root = folder + "/";
        Assert.Equal(
            [new(root + "dev/snd/midiC1D0", "nanoKONTROL2 MIDI 1"), new(root + "dev/snd/midiC2D0", root + "dev/snd/midiC2D0"), new MidiDevice(root + "dev/midi3", root + "dev/midi3")],
            MidiDevices.List(root));
        Assert.Empty(MidiDevices.List(root + "nowhere"));
    }

    void Make(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
        File.WriteAllText(Path.Combine(folder, path), text);
    }

    void MakePipe()
    {
        using Process process = Process.Start("mkfifo", [pipe]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    void Write(params byte[] bytes)
    {
        using var file = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        file.Write(bytes);
    }

    static async Task Until(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(10, TestContext.Current.CancellationToken))
        {
            Assert.InRange(waited.Elapsed, TimeSpan.Zero, Limit);
        }
    }

    static void SkipWithoutPipes() => Assert.SkipUnless(OperatingSystem.IsLinux(), "MIDI devices are read on Linux only.");
}

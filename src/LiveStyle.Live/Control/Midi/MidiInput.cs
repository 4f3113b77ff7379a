namespace LiveStyle.Live.Control.Midi;

/// <summary>Reads a raw MIDI device, or a named pipe of its bytes, and plays what it sends on a desk. On Linux.</summary>
/// <remarks>
/// A device that vanishes is waited for and opened again, and said so once; a file that is neither device nor pipe is played to its end.
/// Thread-safe.
/// </remarks>
public sealed class MidiInput : IAsyncDisposable
{
    /// <summary>How soon the end is noticed, and a device that is back.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly string path;
    readonly MidiDesk desk;
    readonly Action<string>? noted;
    readonly CancellationTokenSource end = new();
    readonly Task reading;
    volatile bool isConnected;
    int isDisposed;

    MidiInput(string path, MidiFile file, MidiDesk desk, Action<string>? noted)
    {
        (this.path, this.desk, this.noted) = (path, desk, noted);
        reading = Task.Factory.StartNew(() => Run(file), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The file that is read.</summary>
    public string Path => path;

    /// <summary>Whether the device is open; false while it is waited for, and after a file's end.</summary>
    public bool IsConnected => isConnected;

    /// <summary>Opens a device and plays it.</summary>
    /// <param name="path">A device such as /dev/snd/midiC1D0, or a named pipe.</param>
    /// <param name="desk">Told each message.</param>
    /// <param name="noted">Told in one line when the device goes and comes back.</param>
    /// <exception cref="LiveStyleException">It can't be opened, or this system's devices can't be read; the line lists the devices that are there.</exception>
    public static MidiInput Start(string path, MidiDesk desk, Action<string>? noted = null)
    {
        if (!MidiDevices.AreSupported)
        {
            throw new LiveStyleException(MidiDevices.Unsupported);
        }

        if (Directory.Exists(path))
        {
            throw new LiveStyleException($"{path} is a folder, no MIDI device; {Known()}") { Location = path };
        }

        try
        {
            return new MidiInput(path, MidiFile.Open(path), desk, noted);
        }
        catch (IOException problem)
        {
            throw new LiveStyleException($"the MIDI device {path} can't be opened ({problem.Message}); {Known()}", problem) { Location = path };
        }
    }

    /// <summary>Ends the reading, within a tenth of a second.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return;
        }

        await end.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        end.Dispose();
    }

    static string Known() => MidiDevices.List() is { Count: > 0 } devices
        ? "there are: " + string.Join(", ", devices.Select(device => device.Name == device.Path ? device.Path : $"{device.Path} ({device.Name})"))
        : "no MIDI device is plugged in";

    void Run(MidiFile? file)
    {
        bool isMissed = false;
        while (!end.IsCancellationRequested)
        {
            if (file is null && (file = TryOpen()) is null)
            {
                end.Token.WaitHandle.WaitOne(Pause);
                continue;
            }

            if (isMissed)
            {
                isMissed = false;
                noted?.Invoke($"the MIDI device {path} is back");
            }

            isConnected = true;
            bool hasEnded;
            using (file)
            {
                hasEnded = ReadToEnd(file);
            }

            (isConnected, file) = (false, null);
            if (hasEnded)
            {
                noted?.Invoke($"{path} has been played to its end");
                return;
            }

            if (!end.IsCancellationRequested)
            {
                isMissed = true;
                noted?.Invoke($"the MIDI device {path} is gone; it is played again when it is back");
                end.Token.WaitHandle.WaitOne(Pause);
            }
        }
    }

    MidiFile? TryOpen()
    {
        try
        {
            return MidiFile.Open(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <returns>Whether it was a file that is at its end; false where a device is gone or nobody wants to read on.</returns>
    bool ReadToEnd(MidiFile file)
    {
        // A device that is back begins with a status.
        var parser = new MidiParser();
        Span<byte> buffer = stackalloc byte[1024];
        while (!end.IsCancellationRequested)
        {
            int length;
            try
            {
                length = file.Read(buffer, Pause);
            }
            catch (IOException)
            {
                return false;
            }

            if (length == 0)
            {
                return !path.StartsWith("/dev/", StringComparison.Ordinal);
            }

            for (int i = 0; i < length; i++)
            {
                if (parser.TryRead(buffer[i], out MidiMessage message))
                {
                    desk.Take(message);
                }
            }

            if (length < 0 && file.IsGone())
            {
                return false;
            }
        }

        return false;
    }
}

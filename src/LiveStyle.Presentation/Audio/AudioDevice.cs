using System.Runtime.InteropServices;
using LiveStyle.Audio;

namespace LiveStyle.Presentation.Audio;

/// <summary>
/// The system's sound output with one stream on it: owner of OpenAL's device, context, source and buffers.
/// Counts the samples that were heard. Thread-safe; a disposed or vanished device does nothing.
/// </summary>
public sealed unsafe class AudioDevice : IDisposable
{
    /// <summary>How many blocks of <see cref="AudioFormat.BlockSamples"/> can lie queued, 400 ms: a busy machine may keep the feeding thread away that long.</summary>
    public const int Capacity = 20;

    /// <summary>OpenAL's current context belongs to the process, not to its owner.</summary>
    static readonly Lock Current = new();

    readonly uint[] buffers = new uint[Capacity];
    readonly int[] lengths = new int[Capacity];
    readonly delegate* unmanaged<uint, int, double*, void> getSourceDoubles;
    nint device;
    nint context;
    uint source;
    int head;
    int queued;
    long reclaimed;
    long last;
    bool started;

    AudioDevice(nint device, nint context)
    {
        this.device = device;
        this.context = context;
        OpenAl.MakeContextCurrent(context);
        uint made = 0;
        OpenAl.GenSources(1, &made);
        source = made;
        fixed (uint* ids = buffers)
        {
            OpenAl.GenBuffers(Capacity, ids);
        }

        if (OpenAl.IsExtensionPresent("AL_SOFT_direct_channels") != 0)
        {
            OpenAl.Source(source, OpenAl.DirectChannels, OpenAl.True);
        }

        if (OpenAl.IsExtensionPresent("AL_SOFT_source_latency") != 0)
        {
            getSourceDoubles = (delegate* unmanaged<uint, int, double*, void>)OpenAl.GetProcAddress("alGetSourcedvSOFT");
        }
    }

    /// <summary>How many blocks lie queued, heard or not: 0 to <see cref="Capacity"/>.</summary>
    public int Queued
    {
        get
        {
            lock (Current)
            {
                return queued;
            }
        }
    }

    /// <summary>Whether the output is still there: false once it was unplugged or this was disposed.</summary>
    public bool IsConnected
    {
        get
        {
            lock (Current)
            {
                int connected = OpenAl.True;
                if (device != 0 && OpenAl.IsDeviceExtensionPresent(device, "ALC_EXT_disconnect") != 0)
                {
                    OpenAl.GetDeviceIntegers(device, OpenAl.Connected, 1, &connected);
                }

                return device != 0 && connected != 0;
            }
        }
    }

    /// <summary>Opens the system's default output.</summary>
    /// <param name="note">One line on what is missing and how to mend it; null where the output is open.</param>
    /// <returns>The output, which the caller disposes; null where there is none.</returns>
    public static AudioDevice? TryOpen(out string? note)
    {
        note = null;
        if (!OpenAlLibrary.IsPresent)
        {
            note = "sound needs OpenAL Soft, which was not found; install it (Debian: apt-get install libopenal1, macOS: brew install openal-soft, Windows: the installer of openal-soft.org)";
            return null;
        }

        lock (Current)
        {
            nint device = OpenAl.OpenDevice(null);
            if (device != 0 && !IsSilent(device))
            {
                int* attributes = stackalloc int[] { OpenAl.Frequency, AudioFormat.SampleRate, 0 };
                nint context = OpenAl.CreateContext(device, attributes);
                if (context != 0)
                {
                    return new AudioDevice(device, context);
                }
            }

            if (device != 0)
            {
                OpenAl.CloseDevice(device);
            }
        }

        note = "no sound output was found: connect or enable a sound device to hear the clip";
        return null;
    }

    /// <summary>Sets the loudness.</summary>
    /// <param name="gain">A linear factor, 0 or more: 0 is silence, 1 is as recorded.</param>
    public void SetGain(float gain)
    {
        using Use use = Enter();
        if (use.IsOpen)
        {
            OpenAl.Source(source, OpenAl.Gain, gain);
        }
    }

    /// <summary>Appends a block.</summary>
    /// <param name="samples">Interleaved stereo samples of 16 bits at <see cref="AudioFormat.SampleRate"/>, copied.</param>
    /// <returns>False where none fits, or the output is closed.</returns>
    public bool Queue(ReadOnlySpan<byte> samples)
    {
        using Use use = Enter();
        if (!use.IsOpen || queued == Capacity)
        {
            return false;
        }

        Settle();
        int slot = (head + queued) % Capacity;
        uint buffer = buffers[slot];
        fixed (byte* first = samples)
        {
            OpenAl.BufferSamples(buffer, OpenAl.FormatStereo16, first, samples.Length, AudioFormat.SampleRate);
        }

        OpenAl.SourceQueueBuffers(source, 1, &buffer);
        lengths[slot] = samples.Length / AudioFormat.BytesPerSample;
        queued++;
        return true;
    }

    /// <summary>Takes back the blocks that were played. A stream that ran dry then awaits <see cref="Play"/>.</summary>
    public void Reclaim()
    {
        using Use use = Enter();
        if (use.IsOpen)
        {
            Settle();
        }
    }

    /// <summary>Begins, or goes on after a pause or a dry spell.</summary>
    public void Play()
    {
        using Use use = Enter();
        if (use.IsOpen && State() is (OpenAl.Initial or OpenAl.Paused))
        {
            OpenAl.SourcePlay(source);
            started = true;
        }
    }

    /// <summary>Holds the sound where it is, until <see cref="Play"/>.</summary>
    public void Pause()
    {
        using Use use = Enter();
        if (use.IsOpen)
        {
            // No effect on a source that doesn't play.
            OpenAl.SourcePause(source);
        }
    }

    /// <summary>Stops and forgets all blocks; the count of samples begins anew.</summary>
    public void Clear()
    {
        using Use use = Enter();
        if (use.IsOpen)
        {
            OpenAl.SourceStop(source);
            OpenAl.Source(source, OpenAl.Buffer, OpenAl.None);
            OpenAl.SourceRewind(source);
        }

        (head, queued, reclaimed, last, started) = (0, 0, 0, 0, false);
    }

    /// <summary>Samples heard since <see cref="Clear"/>, by what has left the loudspeaker; null before the first.</summary>
    public long? SamplesHeard()
    {
        using Use use = Enter();
        if (!use.IsOpen || !started)
        {
            return null;
        }

        double offset = State() switch
        {
            OpenAl.Playing or OpenAl.Paused => Offset(),
            OpenAl.Stopped => QueuedSamples(),
            _ => 0,
        };
        long heard = reclaimed + (long)offset;
        last = heard > last ? heard : last;
        return last > 0 ? last : null;
    }

    /// <summary>Stops the sound and closes the output. May be called again.</summary>
    public void Dispose()
    {
        using Use use = Enter();
        if (!use.IsOpen)
        {
            return;
        }

        OpenAl.SourceStop(source);
        OpenAl.Source(source, OpenAl.Buffer, OpenAl.None);
        uint id = source;
        OpenAl.DeleteSources(1, &id);
        fixed (uint* ids = buffers)
        {
            OpenAl.DeleteBuffers(Capacity, ids);
        }

        OpenAl.MakeContextCurrent(0);
        OpenAl.DestroyContext(context);
        OpenAl.CloseDevice(device);
        (device, context, source) = (0, 0, 0);
    }

    /// <summary>OpenAL Soft's last resort plays into nothing. Named in its settings, it is what the user wants.</summary>
    static bool IsSilent(nint device) =>
        Marshal.PtrToStringUTF8(OpenAl.GetDeviceString(device, OpenAl.DeviceSpecifier)) == "No Output" &&
        Environment.GetEnvironmentVariable("ALSOFT_DRIVERS")?.Contains("null", StringComparison.Ordinal) != true;

    /// <summary>Samples from the first queued block to the one that is heard; below zero while the stream's first are on their way.</summary>
    double Offset()
    {
        if (getSourceDoubles is not null)
        {
            double* seconds = stackalloc double[2];
            getSourceDoubles(source, OpenAl.SecondsOffsetLatency, seconds);
            return (seconds[0] - seconds[1]) * AudioFormat.SampleRate;
        }

        int offset = 0;
        OpenAl.GetSource(source, OpenAl.SampleOffset, &offset);
        return offset;
    }

    int State()
    {
        int state = 0;
        OpenAl.GetSource(source, OpenAl.SourceState, &state);
        return state;
    }

    long QueuedSamples()
    {
        long samples = 0;
        for (int i = 0; i < queued; i++)
        {
            samples += lengths[(head + i) % Capacity];
        }

        return samples;
    }

    void Settle()
    {
        Unqueue();
        if (State() == OpenAl.Stopped)
        {
            // What a stopped source holds was played to the end. What is queued on it next would count as played too.
            Unqueue();
            OpenAl.SourceRewind(source);
        }
    }

    void Unqueue()
    {
        int processed = 0;
        OpenAl.GetSource(source, OpenAl.BuffersProcessed, &processed);
        for (; processed > 0 && queued > 0; processed--)
        {
            uint buffer = 0;
            OpenAl.SourceUnqueueBuffers(source, 1, &buffer);
            reclaimed += lengths[head];
            head = (head + 1) % Capacity;
            queued--;
        }
    }

    Use Enter()
    {
        Current.Enter();
        if (context != 0)
        {
            OpenAl.MakeContextCurrent(context);
        }

        return new Use(context != 0);
    }

    /// <summary>While it lives, the device's context is the process's current one.</summary>
    readonly ref struct Use(bool isOpen)
    {
        public bool IsOpen => isOpen;

        public void Dispose() => Current.Exit();
    }
}

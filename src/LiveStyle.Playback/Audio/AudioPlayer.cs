using LiveStyle.Audio;
using LiveStyle.Media.Audio;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Presentation.Audio;

namespace LiveStyle.Playback.Audio;

/// <summary>Plays the first sound track of a clip on the system's default output, and tells which moment is heard.</summary>
/// <remarks>
/// Thread-safe. No call waits for the sound: a thread of its own decodes and feeds the device. What goes wrong there
/// stops the sound and is told by <see cref="Note"/>. Where the machine is too busy, the sound pauses and goes on.
/// </remarks>
public sealed class AudioPlayer : IPlayedAudio, IDisposable
{
    /// <summary>Blocks that must lie ready before the sound begins or goes on.</summary>
    const int Lead = 5;

    /// <summary>Half a block: none is reclaimed late.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    readonly MediaInfo clip;
    readonly AudioStreamInfo track;
    readonly AudioDevice device;
    readonly Thread thread;
    readonly Action wake;
    readonly Lock gate = new();
    readonly AutoResetEvent signal = new(false);
    AudioDecoder? decoder;
    TimeSpan start;
    bool restart;
    bool stop;
    bool paused;
    bool playing;
    bool quit;
    bool failed;
    float volume = 1;

    AudioPlayer(MediaInfo clip, AudioDevice device)
    {
        this.clip = clip;
        this.device = device;
        track = clip.Audio[0];
        // Not disposed with the player: the last block read may still set it.
        wake = () => signal.Set();
        thread = new Thread(Run) { Name = "sound", IsBackground = true, Priority = ThreadPriority.AboveNormal };
        thread.Start();
    }

    /// <summary>One line on why the sound stopped; null while all is well.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether the track has been played to its end, or the sound has stopped for the reason in <see cref="Note"/>.</summary>
    public bool Ended { get; private set; }

    /// <summary>
    /// Clip time of the sample that is heard now: counted by the device, less its delay. Moves in steps of up to some
    /// 40 ms, stands still during a pause. Null before the first sample is heard, and when the sound has ended or was stopped.
    /// </summary>
    public TimeSpan? Position
    {
        get
        {
            lock (gate)
            {
                return playing && !restart && !stop && !Ended && device.SamplesHeard() is { } samples
                    ? start + TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / AudioFormat.SampleRate)
                    : null;
            }
        }
    }

    /// <summary>0 is silence, 1 is as recorded.</summary>
    public float Volume
    {
        get => volume;
        set
        {
            volume = Math.Clamp(value, 0, 1);
            device.SetGain(volume);
        }
    }

    /// <param name="clip">The clip whose first sound track is played.</param>
    /// <param name="note">One line on why there is no sound, with the cure; null where the clip simply has none.</param>
    /// <returns>Null when the clip has no sound, or when this machine can't play any.</returns>
    public static AudioPlayer? TryOpen(MediaInfo clip, out string? note)
    {
        note = null;
        return clip.Audio.Count > 0 && AudioDevice.TryOpen(out note) is { } device ? new AudioPlayer(clip, device) : null;
    }

    /// <summary>Begins, or seeks. Plays from there even if it was paused before.</summary>
    /// <param name="from">The clip time, as the timestamps of <see cref="VideoSource"/> without a cut count it.</param>
    public void Play(TimeSpan from)
    {
        lock (gate)
        {
            start = from > TimeSpan.Zero ? from : TimeSpan.Zero;
            (restart, stop, paused, playing) = (true, false, false, true);
            Ended = failed;
        }

        wake();
    }

    /// <summary>Falls silent at the sample that is heard now.</summary>
    public void Pause() => SetPaused(true);

    /// <summary>Goes on with the sample after the last one heard.</summary>
    public void Resume() => SetPaused(false);

    /// <summary>Falls silent and forgets where it was.</summary>
    public void Stop()
    {
        lock (gate)
        {
            (stop, restart, playing) = (true, false, false);
        }

        wake();
    }

    /// <summary>Falls silent and lets the device go.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            quit = true;
        }

        wake();
        thread.Join();
        device.Dispose();
    }

    void SetPaused(bool pause)
    {
        lock (gate)
        {
            paused = pause;
            if (pause)
            {
                // At once: the thread may be starting a decoder.
                device.Pause();
            }
        }

        wake();
    }

    void Run()
    {
        try
        {
            while (Obey())
            {
                bool busy = decoder is not null && Feed(decoder);
                signal.WaitOne(busy ? Beat : Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception failure)
        {
            Fail(failure is MediaException ? failure.Message : $"the sound stopped: {failure.Message}");
        }

        Silence();
    }

    /// <summary>Does what was asked for since the last beat. False when it is time to end.</summary>
    bool Obey()
    {
        bool begin;
        TimeSpan from;
        lock (gate)
        {
            if (quit)
            {
                return false;
            }

            if (!restart && !stop)
            {
                return true;
            }

            (begin, from) = (restart && !failed, start);
            device.Clear();
            (restart, stop) = (false, false);
        }

        // Outside: nobody who asks for the position waits for a process.
        decoder?.Abandon();
        decoder = begin ? AudioDecoder.Start(clip, track, from, wake) : null;
        return true;
    }

    /// <summary>Moves blocks from the decoder to the device. False when nothing remains to do.</summary>
    bool Feed(AudioDecoder from)
    {
        if (!device.IsConnected)
        {
            Fail("the sound device has vanished; connect it and start again to hear the clip");
            Silence();
            return false;
        }

        device.Reclaim();
        while (from.Advance() && !from.Block.IsEmpty && device.Queue(from.Block))
        {
            from.Take();
        }

        bool drained = from.Ended && from.Block.IsEmpty;
        lock (gate)
        {
            int queued = device.Queued;
            if (restart || stop)
            {
                return true;
            }

            if (drained && queued == 0)
            {
                Note = device.SamplesHeard() is null && from.Complaint is { } complaint
                    ? $"the sound of {clip.Name} could not be decoded: {complaint}; check that it plays"
                    : null;
                Ended = true;
                return false;
            }

            if (!paused && queued > 0 && (drained || queued >= Lead))
            {
                device.Play();
            }
        }

        return true;
    }

    void Fail(string why)
    {
        lock (gate)
        {
            Note = why;
            Ended = failed = true;
        }
    }

    void Silence()
    {
        device.Clear();
        decoder?.Abandon();
        decoder = null;
    }
}

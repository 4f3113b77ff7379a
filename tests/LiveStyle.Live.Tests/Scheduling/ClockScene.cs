using LiveStyle.Frames;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Scheduling;
using LiveStyle.Live.Slates;
using LiveStyle.Live.Sound;
using LiveStyle.TestKit.Time;
using LiveStyle.Time;

namespace LiveStyle.Live.Tests.Scheduling;

/// <summary>A show's clock without source, network and sinks: finished pictures are laid there by the test, and what leaves is noted.</summary>
sealed class ClockScene : IDisposable
{
    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    readonly NewestFrame finished = new();
    readonly FramePool pool;
    readonly Slate slate;
    readonly TickPictures pictures;
    long arrivedAt;

    public ClockScene(SlateOptions? slates = null, Rational? rate = null, bool hasSound = false, Func<ClockScene, ITickSound>? sound = null)
    {
        Format = new ShowFormat(new FrameSize(64, 36), Planes, rate ?? new Rational(25, 1), hasSound);
        Figures = new LiveFigures(Time);
        pool = new FramePool(Format.Size, Format.Pixels);
        slate = new Slate(Format, slates ?? new SlateOptions());
        pictures = new TickPictures(finished, () => arrivedAt, slate, TimeSpan.FromSeconds(1 / Format.FrameRate.ToDouble()), TimeSpan.FromMilliseconds(120), Figures, Time);
        Clock = new ShowClock(Format, pictures, sound?.Invoke(this) ?? new CountedSound(), () => IsPrivate, () => Forget!(), frame => Write!(frame), Figures, Time);
        Write = Note;
    }

    public VirtualTime Time { get; } = new();

    public ShowFormat Format { get; }

    public LiveFigures Figures { get; }

    public ShowClock Clock { get; }

    public bool IsPrivate { get; set; }

    public Action<LiveFrame> Write { get; set; }

    public Action Forget { get; set; } = () => { };

    public long HiddenUntil => pictures.HiddenUntil;

    /// <summary>What has left: the tick, the first pixel's luma, whether it was told a repeat, and the first sample.</summary>
    public List<(long Tick, int Luma, bool IsRepeat, int Sound)> Left { get; } = [];

    public int Outstanding => pool.Outstanding + Clock.Outstanding;

    /// <summary>A picture comes from the source.</summary>
    public long Arrive() => arrivedAt = Time.GetTimestamp();

    /// <summary>A picture is finished.</summary>
    public void Finish(byte luma, long capturedAt)
    {
        HostFrame picture = pool.Rent();
        for (int plane = 0; plane < 3; plane++)
        {
            picture.Plane(plane).Bytes.Fill(plane == 0 ? luma : (byte)128);
        }

        finished.Put(picture, capturedAt);
    }

    public void End() => finished.Complete();

    public void Note(LiveFrame frame)
    {
        using (frame)
        {
            Left.Add((frame.Tick, frame.Picture.Plane(0).Row(0)[0], frame.IsRepeat, frame.Sound.IsEmpty ? 0 : frame.Sound[0]));
        }
    }

    /// <summary>Lets ticks happen, each at its time, on this thread.</summary>
    public void Tick(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Clock.Tick((long)Math.Round(Time.Elapsed.TotalSeconds * Format.FrameRate.ToDouble()));
            Time.Pass(1 / Format.FrameRate.ToDouble());
        }
    }

    public void Dispose()
    {
        pictures.Dispose();
        slate.Dispose();
        finished.Dispose();
        pool.Dispose();
    }

    /// <summary>Sound whose samples tell their tick.</summary>
    sealed class CountedSound : ITickSound
    {
        public void Read(long tick, Span<short> samples) => samples.Fill((short)(tick + 1));

        public void Forget()
        {
        }
    }
}

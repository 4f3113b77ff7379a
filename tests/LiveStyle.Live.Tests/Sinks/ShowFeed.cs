using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>A show's clock by hand: ticks with a picture that moves and a tone, which return to their pools in the end.</summary>
sealed class ShowFeed : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly FramePool pictures;
    readonly LiveFramePool frames;
    readonly bool isNoise;
    readonly Random random = new(1);

    public ShowFeed(int width = 64, int height = 48, int rate = 30, bool hasSound = true, bool isNoise = false)
    {
        this.isNoise = isNoise;
        var planes = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left);
        Format = new ShowFormat(new FrameSize(width, height), planes, new Rational(rate, 1), hasSound);
        pictures = new FramePool(Format.Size, Format.Pixels);
        frames = new LiveFramePool(Format);
    }

    public ShowFormat Format { get; }

    public long Tick { get; private set; }

    public int Outstanding => frames.Outstanding + pictures.Outstanding;

    /// <summary>The next tick.</summary>
    public LiveFrame Next()
    {
        HostFrame picture = pictures.Rent();
        for (int i = 0; i < Format.Pixels.PlaneCount; i++)
        {
            Span<byte> samples = picture.Plane(i).Bytes;
            if (isNoise)
            {
                random.NextBytes(samples);
            }
            else
            {
                samples.Fill(i == 0 ? (byte)(40 + Tick * 3 % 160) : (byte)128);
            }
        }

        LiveFrame frame = frames.Rent(picture, Tick, capturedAt: 0, isRepeat: false);
        if (Format.HasSound)
        {
            Span<short> sound = frame.MakeSound((int)(Format.SamplesBefore(Tick + 1) - Format.SamplesBefore(Tick)));
            for (int i = 0; i < sound.Length; i++)
            {
                sound[i] = (short)(i / 2 % 96 < 48 ? 8000 : -8000);
            }
        }

        Tick++;
        return frame;
    }

    /// <summary>Hands ticks on, each once the sinks named have done with the one before, so that none is dropped.</summary>
    public void Give(SinkHub hub, int count, params string[] names)
    {
        for (int i = 0; i < count; i++)
        {
            long[] done = [.. names.Select(name => Done(hub, name))];
            hub.Write(Next());
            Await(() => names.Index().All(name => Done(hub, name.Item) > done[name.Index]), () => Tell(hub));
        }
    }

    /// <summary>Hands ticks on at their rate, until something is so.</summary>
    public void GiveUntil(SinkHub hub, Func<bool> isSo)
    {
        long end = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!isSo())
        {
            Assert.True(Environment.TickCount64 < end, Tell(hub));
            hub.Write(Next());
            Thread.Sleep((int)(1000 * Format.FrameRate.Denominator / Format.FrameRate.Numerator));
        }
    }

    public static void Await(Func<bool> isSo, Func<string> tell) => Assert.True(SpinWait.SpinUntil(isSo, Limit), tell());

    public static SinkStatus Status(SinkHub hub, string name) => hub.Statuses.Single(status => status.Name == name);

    public static string Tell(SinkHub hub) => string.Join("; ", hub.Statuses);

    public void Dispose() => pictures.Dispose();

    static long Done(SinkHub hub, string name) => Status(hub, name) is { } status ? status.Written + status.Dropped : 0;
}

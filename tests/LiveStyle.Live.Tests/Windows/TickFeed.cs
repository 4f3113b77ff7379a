using LiveStyle.Frames;
using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Windows;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>Ticks of one color each, written into a window's sink as a show writes them.</summary>
sealed class TickFeed : IDisposable
{
    public static readonly FrameSize Size = new(320, 240);

    readonly ILiveSink entry;
    readonly LiveFramePool frames;
    readonly FramePool pictures;
    HostFrame? last;
    long next;

    public TickFeed(WindowSink sink, FrameFormat? pixels = null)
    {
        Format = new ShowFormat(Size, pixels ?? FrameFormat.Rgb, new Rational(30, 1), HasSound: false);
        frames = new LiveFramePool(Format);
        pictures = new FramePool(Format.Size, Format.Pixels);
        entry = sink.OpenAsync(Format, CancellationToken.None).GetAwaiter().GetResult();
    }

    public ShowFormat Format { get; }

    /// <summary>Writes a tick with a picture of its own; allocates nothing once the pools are warm.</summary>
    /// <param name="samples">The sample of each plane; for RGB the three of a pixel.</param>
    /// <returns>The tick's number.</returns>
    public long Write(byte first, byte second, byte third)
    {
        HostFrame picture = pictures.Rent();
        if (Format.Pixels.IsPacked)
        {
            Span<byte> pixels = picture.Pixels;
            for (int i = 0; i < pixels.Length; i += 3)
            {
                (pixels[i], pixels[i + 1], pixels[i + 2]) = (first, second, third);
            }
        }
        else
        {
            Fill(picture.Plane(0), first);
            Fill(picture.Plane(1), second);
            Fill(picture.Plane(2), third);
        }

        last?.Dispose();
        last = picture.AddReference();
        return Pass(picture, isRepeat: false);
    }

    /// <summary>Writes a tick that shows the picture of the one before.</summary>
    public long Repeat() => Pass(last!.AddReference(), isRepeat: true);

    /// <summary>Leaves ticks out, as a sink's queue does that was too full.</summary>
    public void Skip(int ticks) => next += ticks;

    public void Dispose()
    {
        entry.DisposeAsync().AsTask().GetAwaiter().GetResult();
        last?.Dispose();
        Assert.Equal((0, 0), (frames.Outstanding, pictures.Outstanding));
        pictures.Dispose();
    }

    long Pass(HostFrame picture, bool isRepeat)
    {
        using LiveFrame frame = frames.Rent(picture, next, capturedAt: 1, isRepeat);
        ValueTask written = entry.WriteAsync(frame, CancellationToken.None);
        Assert.True(written.IsCompletedSuccessfully);
        return next++;
    }

    static void Fill(PlaneView plane, byte sample)
    {
        for (int y = 0; y < plane.Height; y++)
        {
            plane.Row(y).Fill(sample);
        }
    }
}

using System.Buffers;
using LiveStyle.Frames;
using SkiaSharp;

namespace LiveStyle.Media.Stills;

/// <summary>Makes JPEGs of frames of one size, one after another, in memory that it keeps: for previews and motion JPEG.</summary>
/// <remarks>A single picture is <see cref="StillImage.Encode"/>'s. Thread-safety: one thread at a time.</remarks>
public sealed class JpegEncoder : IDisposable
{
    /// <summary>JPEG stores its sides in 16 bits.</summary>
    const int LongestSide = 65535;

    readonly FrameSize size;
    readonly SKBitmap bitmap;
    readonly SKPixmap pixels;
    readonly SKDynamicMemoryWStream stream = new();
    readonly SKJpegEncoderOptions options;

    /// <summary>Takes the memory that frames of one size need.</summary>
    /// <param name="size">The size of the frames, in pixels.</param>
    /// <param name="quality">1 to 100; from 90 up colors are as sharp as brightness, below they have half its columns and rows.</param>
    /// <exception cref="MediaException">A side is longer than a JPEG has, or memory ran out.</exception>
    public JpegEncoder(FrameSize size, int quality = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (Math.Max(size.Width, size.Height) > LongestSide)
        {
            throw new MediaException($"{size} is more than a JPEG holds ({LongestSide} a side); scale it down");
        }

        this.size = size;
        bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(PixelFormat.Of(size)))
        {
            bitmap.Dispose();
            throw new MediaException($"not enough memory for a picture of {size} pixels; scale it down");
        }

        pixels = bitmap.PeekPixels();
        options = new SKJpegEncoderOptions(
            quality, quality >= 90 ? SKJpegEncoderDownsample.Downsample444 : SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
    }

    /// <summary>Writes a frame's JPEG behind what a buffer holds.</summary>
    /// <param name="frame">RGB, of the encoder's size, of any stride; it stays the caller's.</param>
    /// <param name="target">Receives the bytes of the whole file.</param>
    /// <exception cref="ArgumentException">The frame is of another size, or no RGB.</exception>
    /// <exception cref="MediaException">Memory ran out.</exception>
    public void Encode(HostFrame frame, IBufferWriter<byte> target)
    {
        if (frame.Size != size || !frame.Format.IsPacked)
        {
            throw new ArgumentException($"a {frame.Format.Layout} frame of {frame.Size}, where RGB of {size} is encoded", nameof(frame));
        }

        PixelFormat.Widen(frame, bitmap);
        bool isWhole = pixels.Encode(stream, options);
        using SKData encoded = stream.DetachAsData();
        if (!isWhole || encoded.Size == 0)
        {
            throw new MediaException($"a picture of {size} pixels can't be encoded as JPEG: memory ran out; scale it down");
        }

        target.Write(encoded.AsSpan());
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        stream.Dispose();
        pixels.Dispose();
        bitmap.Dispose();
    }
}

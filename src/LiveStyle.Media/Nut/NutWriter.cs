using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>
/// Muxes raw pictures of one size and format into NUT (nut.txt, version 3), each with its own timestamp. Every
/// picture is a key frame behind a sync point of its own. One small buffer serves all headers; a picture is
/// passed on in one write. Not thread-safe.
/// </summary>
sealed class NutWriter(Stream stream, FrameSize size, FrameFormat format, Rational timeBase, Rational frameRate)
{
    /// <summary>A coded timestamp at or above 2^this is a whole one; all of ours are.</summary>
    const int PtsLsbBits = 7;
    const int MaxDistance = 32767;

    /// <summary>The only frame code in use: everything that varies is in the frame's header.</summary>
    const byte FrameCode = 1;
    const NutFrameFlags FrameFlags =
        NutFrameFlags.Key | NutFrameFlags.CodedPts | NutFrameFlags.SizeMsb | NutFrameFlags.Checksum;

    readonly long pictureLength = format.ByteLength(size);
    readonly byte[] header = new byte[512];
    readonly byte[] payload = new byte[256];

    public ValueTask WriteHeadersAsync(CancellationToken cancellation)
    {
        int length = 0;
        NutStartCode.FileId.CopyTo(header);
        length += NutStartCode.FileId.Length;
        length += NutNumbers.WritePacket(NutStartCode.Main, MainHeader(), header.AsSpan(length));
        length += NutNumbers.WritePacket(NutStartCode.Stream, StreamHeader(), header.AsSpan(length));
        length += NutNumbers.WritePacket(NutStartCode.Info, FrameRateInfo(), header.AsSpan(length));
        return stream.WriteAsync(header.AsMemory(0, length), cancellation);
    }

    /// <param name="pixels">All planes of the picture.</param>
    /// <param name="pts">Ticks of the writer's time base, not negative.</param>
    /// <param name="cancellation">Leaves the stream torn.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WritePictureAsync(ReadOnlyMemory<byte> pixels, long pts, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, pictureLength);
        await stream.WriteAsync(header.AsMemory(0, FrameHeader(pts, pixels.Length)), cancellation).ConfigureAwait(false);
        await stream.WriteAsync(pixels, cancellation).ConfigureAwait(false);
    }

    ReadOnlySpan<byte> MainHeader()
    {
        var writer = new NutNumbers(payload);
        writer.Write(3); // version
        writer.Write(1); // streams
        writer.Write(MaxDistance);
        writer.Write(1); // time bases
        writer.Write(timeBase.Numerator);
        writer.Write(timeBase.Denominator);
        WriteCodes(ref writer, NutFrameFlags.Invalid, 1);
        WriteCodes(ref writer, FrameFlags, 1);
        WriteCodes(ref writer, NutFrameFlags.Invalid, 256 - 2 - 1); // all others but 'N', which belongs to no run
        writer.Write(0); // elided headers
        return writer.Written;
    }

    /// <summary>A run of equal frame codes, with its six fields: timestamp step, size factor, stream, size, reserved, count.</summary>
    static void WriteCodes(ref NutNumbers writer, NutFrameFlags flags, int count)
    {
        writer.Write((long)flags);
        writer.Write(6);
        writer.Write(0);
        writer.Write(1);
        writer.Write(0);
        writer.Write(0);
        writer.Write(0);
        writer.Write(count);
    }

    ReadOnlySpan<byte> StreamHeader()
    {
        var writer = new NutNumbers(payload);
        writer.Write(0); // stream number
        writer.Write(0); // class: video
        writer.Write(4);
        Span<byte> fourCc = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(fourCc, RawVideo.FourCc(format.Layout)!.Value);
        writer.Write(fourCc);
        writer.Write(0); // time base
        writer.Write(PtsLsbBits);
        writer.Write(1); // a longer step needs a checksum, which every frame has
        writer.Write(0); // decode delay
        writer.Write(0); // flags
        writer.Write(0); // private bytes
        writer.Write(size.Width);
        writer.Write(size.Height);
        writer.Write(1); // pixels are square
        writer.Write(1);
        writer.Write(0); // color: told elsewhere
        return writer.Written;
    }

    /// <summary>Without it ffmpeg would guess the rate from the first pictures, and encoders plan by it.</summary>
    ReadOnlySpan<byte> FrameRateInfo()
    {
        var writer = new NutNumbers(payload);
        writer.Write(1); // stream number + 1
        writer.Write(0); // no chapter
        writer.Write(0);
        writer.Write(0);
        writer.Write(1); // one entry
        writer.WriteText("r_frame_rate");
        writer.Write(2); // type: UTF-8 (−1 as a signed number)
        writer.WriteText(frameRate.ToString());
        return writer.Written;
    }

    int FrameHeader(long pts, int byteLength)
    {
        var sync = new NutNumbers(payload);
        sync.Write(pts);
        sync.Write(0); // how far back a decoder must go: nowhere
        int start = NutNumbers.WritePacket(NutStartCode.SyncPoint, sync.Written, header);

        var frame = new NutNumbers(header.AsSpan(start));
        frame.Write([FrameCode]);
        frame.Write(pts + (1L << PtsLsbBits));
        frame.Write(byteLength);
        frame.WriteChecksum();
        return start + frame.Written.Length;
    }
}

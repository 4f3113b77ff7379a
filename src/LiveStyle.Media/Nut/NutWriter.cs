using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LiveStyle.Audio;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>
/// Muxes raw pictures of one size and format into NUT (nut.txt, version 3), each with its own timestamp, and sound of
/// <see cref="AudioFormat"/> beside them where it is asked for. Every picture and every piece of sound is a key frame behind a sync point of
/// its own. One small buffer serves all headers; a picture is passed on in one write. Not thread-safe.
/// </summary>
/// <param name="stream">Receives the stream.</param>
/// <param name="size">The size of every picture.</param>
/// <param name="format">The format of every picture.</param>
/// <param name="timeBase">The time base of the pictures' timestamps; those of sound count its moments.</param>
/// <param name="frameRate">The frames per second to plan by.</param>
/// <param name="hasSound">Whether a second stream holds sound.</param>
sealed class NutWriter(Stream stream, FrameSize size, FrameFormat format, Rational timeBase, Rational frameRate, bool hasSound = false)
{
    /// <summary>A coded timestamp at or above 2^this is a whole one; all of ours are.</summary>
    const int PtsLsbBits = 7;
    const int MaxDistance = 32767;

    /// <summary>The frame code of pictures; the next one is that of sound. Everything else that varies is in the frame's header.</summary>
    const byte FrameCode = 1;
    const NutFrameFlags FrameFlags =
        NutFrameFlags.Key | NutFrameFlags.CodedPts | NutFrameFlags.SizeMsb | NutFrameFlags.Checksum;

    const int Picture = 0;
    const int Sound = 1;
    const int StartCodeBytes = 8;

    readonly int streams = hasSound ? 2 : 1;
    readonly long pictureLength = format.ByteLength(size);
    readonly byte[] header = new byte[512];
    readonly byte[] payload = new byte[256];

    /// <summary>Bytes of the next frame's header that have been written already.</summary>
    int begun;

    public ValueTask WriteHeadersAsync(CancellationToken cancellation) => stream.WriteAsync(header.AsMemory(0, Headers()), cancellation);

    /// <summary>
    /// The same on the thread at hand, which waits. The first frame's sync point is begun, since ffmpeg takes headers for whole when one begins,
    /// and is to be ready before there is a frame.
    /// </summary>
    public void WriteHeaders()
    {
        int length = Headers();
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(length), NutStartCode.SyncPoint);
        stream.Write(header.AsSpan(0, length + StartCodeBytes));
        begun = StartCodeBytes;
    }

    /// <param name="pixels">All planes of the picture.</param>
    /// <param name="pts">Ticks of the writer's time base, not negative.</param>
    /// <param name="cancellation">Leaves the stream torn.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WritePictureAsync(ReadOnlyMemory<byte> pixels, long pts, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, pictureLength);
        await stream.WriteAsync(header.AsMemory(0, FrameHeader(Picture, pts, pixels.Length)), cancellation).ConfigureAwait(false);
        await stream.WriteAsync(pixels, cancellation).ConfigureAwait(false);
    }

    /// <summary>The same on the thread at hand, which waits as long as nobody reads.</summary>
    public void WritePicture(ReadOnlySpan<byte> pixels, long pts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, pictureLength);
        Write(Picture, pixels, pts);
    }

    /// <summary>Writes a piece of sound, on the thread at hand.</summary>
    /// <param name="samples">Whole moments: 16 bits, left and right interleaved.</param>
    /// <param name="pts">The moments before it, not negative.</param>
    public void WriteSound(ReadOnlySpan<byte> samples, long pts)
    {
        if (!hasSound)
        {
            throw new InvalidOperationException("The stream has no sound.");
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length % AudioFormat.BytesPerSample, 0);
        Write(Sound, samples, pts);
    }

    void Write(int number, ReadOnlySpan<byte> bytes, long pts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pts);
        stream.Write(header.AsSpan(0, FrameHeader(number, pts, bytes.Length))[begun..]);
        begun = 0;
        stream.Write(bytes);
    }

    int Headers()
    {
        int length = 0;
        NutStartCode.FileId.CopyTo(header);
        length += NutStartCode.FileId.Length;
        length += NutNumbers.WritePacket(NutStartCode.Main, MainHeader(), header.AsSpan(length));
        length += NutNumbers.WritePacket(NutStartCode.Stream, PictureHeader(), header.AsSpan(length));
        if (hasSound)
        {
            length += NutNumbers.WritePacket(NutStartCode.Stream, SoundHeader(), header.AsSpan(length));
        }

        return length + NutNumbers.WritePacket(NutStartCode.Info, FrameRateInfo(), header.AsSpan(length));
    }

    ReadOnlySpan<byte> MainHeader()
    {
        var writer = new NutNumbers(payload);
        writer.Write(3); // version
        writer.Write(streams);
        writer.Write(MaxDistance);
        writer.Write(streams); // time bases
        writer.Write(timeBase.Numerator);
        writer.Write(timeBase.Denominator);
        if (hasSound)
        {
            writer.Write(1);
            writer.Write(AudioFormat.SampleRate);
        }

        WriteCodes(ref writer, NutFrameFlags.Invalid, 0, 1);
        for (int number = 0; number < streams; number++)
        {
            WriteCodes(ref writer, FrameFlags, number, 1);
        }

        WriteCodes(ref writer, NutFrameFlags.Invalid, 0, 256 - 1 - streams - 1); // all others but 'N', which belongs to no run
        writer.Write(0); // elided headers
        return writer.Written;
    }

    /// <summary>A run of equal frame codes, with its six fields: timestamp step, size factor, stream, size, reserved, count.</summary>
    static void WriteCodes(ref NutNumbers writer, NutFrameFlags flags, int number, int count)
    {
        writer.Write((long)flags);
        writer.Write(6);
        writer.Write(0);
        writer.Write(1);
        writer.Write(number);
        writer.Write(0);
        writer.Write(0);
        writer.Write(count);
    }

    ReadOnlySpan<byte> PictureHeader()
    {
        var writer = new NutNumbers(payload);
        WriteStream(ref writer, Picture, RawVideo.FourCc(format.Layout)!.Value);
        writer.Write(size.Width);
        writer.Write(size.Height);
        writer.Write(1); // pixels are square
        writer.Write(1);
        writer.Write(0); // color: told elsewhere
        return writer.Written;
    }

    ReadOnlySpan<byte> SoundHeader()
    {
        var writer = new NutNumbers(payload);
        WriteStream(ref writer, Sound, 0x5053_4410); // PSD, 16: signed, little-endian
        writer.Write(AudioFormat.SampleRate);
        writer.Write(1);
        writer.Write(AudioFormat.Channels);
        return writer.Written;
    }

    /// <param name="writer">Receives what streams of all kinds begin with.</param>
    /// <param name="number">Of the stream, its class (0: pictures, 1: sound), and its time base.</param>
    /// <param name="fourCc">The codec's four characters, the first in the top byte.</param>
    static void WriteStream(ref NutNumbers writer, int number, uint fourCc)
    {
        writer.Write(number);
        writer.Write(number);
        writer.Write(4);
        Span<byte> name = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(name, fourCc);
        writer.Write(name);
        writer.Write(number);
        writer.Write(PtsLsbBits);
        writer.Write(1); // a longer step needs a checksum, which every frame has
        writer.Write(0); // decode delay
        writer.Write(0); // flags
        writer.Write(0); // private bytes
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

    int FrameHeader(int number, long pts, int byteLength)
    {
        var sync = new NutNumbers(payload);
        sync.Write(pts * streams + number); // in the time base of the frame that follows
        sync.Write(0); // how far back a decoder must go: nowhere
        int start = NutNumbers.WritePacket(NutStartCode.SyncPoint, sync.Written, header);

        var frame = new NutNumbers(header.AsSpan(start));
        frame.Write([(byte)(FrameCode + number)]);
        frame.Write(pts + (1L << PtsLsbBits));
        frame.Write(byteLength);
        frame.WriteChecksum();
        return start + frame.Written.Length;
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>
/// Demuxes NUT with one raw video track, as ffmpeg writes it into a pipe: headers, then per picture a sync
/// point and a frame; with sound between the pictures where that is wanted. Follows nut.txt, version 3, of the
/// NUT project. Not thread-safe.
/// </summary>
/// <remarks>
/// A pipe loses nothing, so there is no search for the next sync point after damage: damage is a
/// <see cref="MediaException"/>. A stream that stops midway simply ends.
/// </remarks>
/// <param name="stream">What is read, from its beginning.</param>
/// <param name="hear">
/// Takes each piece of sound on its way to the next picture: the bytes, which are valid during the call only, and the ticks of
/// <see cref="NutSoundStream.TimeBase"/>. Null: a stream that has sound is refused.
/// </param>
sealed class NutReader(Stream stream, Action<ReadOnlySpan<byte>, long>? hear = null)
{
    const int Pictures = 0, Hearing = 1;

    /// <summary>Several seconds, in one piece.</summary>
    const int SoundLimit = 1 << 20;

    /// <summary>Longer than any frame header that a sane muxer writes.</summary>
    const int FrameHeaderLimit = 512;
    const int HeaderPacketLimit = 1 << 20;

    readonly NutBuffer buffer = new(stream);
    NutMainHeader? main;
    readonly long[] lastPts = new long[2];
    NutVideoStream? video;
    byte[] heard = new byte[1 << 13];

    /// <summary>The sound beside the pictures; null where there is none, and before the headers have been read.</summary>
    public NutSoundStream? Sound { get; private set; }

    /// <summary>The frame rate that the headers tell; null where they don't.</summary>
    public Rational? FrameRate { get; private set; }

    /// <summary>Reads all headers, up to the first picture; null where the stream ends before them.</summary>
    public async ValueTask<NutVideoStream?> ReadHeadersAsync(CancellationToken cancellation)
    {
        int idLength = NutStartCode.FileId.Length;
        bool whole = await buffer.EnsureAsync(idLength, cancellation).ConfigureAwait(false);
        if (buffer.Ahead.IsEmpty)
        {
            return null;
        }

        if (!whole || !buffer.Ahead[..idLength].SequenceEqual(NutStartCode.FileId))
        {
            throw NutParser.Damaged("it does not begin as NUT does");
        }

        buffer.Consume(idLength);
        while (!IsHeaded || await ComesInfoAsync(cancellation).ConfigureAwait(false))
        {
            if (await ReadPacketAsync(cancellation).ConfigureAwait(false) is null)
            {
                return IsHeaded ? video : null;
            }
        }

        return video;
    }

    /// <summary>The next picture's header, after which <see cref="ReadPixelsAsync"/> must follow; null at the end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<NutPicture?> ReadPictureAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await buffer.EnsureAsync(FrameHeaderLimit, cancellation).ConfigureAwait(false);
            if (buffer.Ahead.IsEmpty)
            {
                return null;
            }

            if (buffer.Ahead[0] != NutStartCode.FirstByte)
            {
                NutPicture frame;
                try
                {
                    frame = ParseFrameHeader();
                }
                catch (EndOfStreamException)
                {
                    return buffer.Ended ? null : throw NutParser.Damaged("a frame's header is too long");
                }

                if (frame.Stream == Pictures)
                {
                    return frame;
                }

                if (!await HearAsync(frame, cancellation).ConfigureAwait(false))
                {
                    return null;
                }

                continue;
            }

            if (await ReadPacketAsync(cancellation).ConfigureAwait(false) is null)
            {
                return null;
            }
        }
    }

    /// <summary>Fills <paramref name="pixels"/> with the picture's next bytes. False where the stream ends sooner.</summary>
    public ValueTask<bool> ReadPixelsAsync(Memory<byte> pixels, CancellationToken cancellation) =>
        buffer.ReadAsync(pixels, cancellation);

    bool IsHeaded => video is not null && (main!.StreamCount == 1 || Sound is not null);

    /// <summary>Waits for what follows the headers, which is an info packet or what comes with the first picture.</summary>
    async ValueTask<bool> ComesInfoAsync(CancellationToken cancellation) =>
        await buffer.EnsureAsync(8, cancellation).ConfigureAwait(false) && BinaryPrimitives.ReadUInt64BigEndian(buffer.Ahead) == NutStartCode.Info;

    /// <summary>Passes a piece of sound on. False where the stream ends in it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<bool> HearAsync(NutPicture frame, CancellationToken cancellation)
    {
        if (frame.ByteLength > SoundLimit)
        {
            throw NutParser.Damaged($"a piece of sound has {frame.ByteLength} bytes");
        }

        int length = (int)frame.ByteLength;
        if (heard.Length < length)
        {
            heard = new byte[length];
        }

        frame.Elided.CopyTo(heard);
        if (!await buffer.ReadAsync(heard.AsMemory(frame.Elided.Length, length - frame.Elided.Length), cancellation).ConfigureAwait(false))
        {
            return false;
        }

        hear!(heard.AsSpan(0, length), frame.Pts);
        return true;
    }

    /// <summary>Reads or skips one packet that begins with a start code, and tells which; null where the stream ends in it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<ulong?> ReadPacketAsync(CancellationToken cancellation)
    {
        // Start code, length, and the checksum that packets above 4096 bytes have there.
        await buffer.EnsureAsync(8 + 9 + 4, cancellation).ConfigureAwait(false);
        ulong code;
        long length;
        try
        {
            (code, length) = ParsePacketHeader();
        }
        catch (EndOfStreamException)
        {
            return null;
        }

        bool wanted = code switch
        {
            NutStartCode.Main => main is null,
            NutStartCode.Stream => main is not null && !IsHeaded,
            NutStartCode.SyncPoint => IsHeaded,
            NutStartCode.Info => IsHeaded && FrameRate is null,
            NutStartCode.Index => false,
            _ => throw NutParser.Damaged($"no packet starts with {code:X16}"),
        };
        if (!wanted)
        {
            return await buffer.SkipAsync(length, cancellation).ConfigureAwait(false) ? code : null;
        }

        if (length is < 4 or > HeaderPacketLimit)
        {
            throw NutParser.Damaged($"a header of {length} bytes");
        }

        if (code == NutStartCode.SyncPoint && length <= FrameHeaderLimit)
        {
            if (!await buffer.EnsureAsync((int)length, cancellation).ConfigureAwait(false))
            {
                return null;
            }

            Parse(code, Verified(buffer.Ahead[..(int)length]));
            buffer.Consume((int)length);
            return code;
        }

        var packet = new byte[length];
        if (!await buffer.ReadAsync(packet, cancellation).ConfigureAwait(false))
        {
            return null;
        }

        Parse(code, Verified(packet));
        return code;
    }

    void Parse(ulong code, ReadOnlySpan<byte> payload)
    {
        try
        {
            switch (code)
            {
                case NutStartCode.Main:
                    main = NutMainHeader.Parse(payload, hear is null ? 1 : 2);
                    break;
                case NutStartCode.Stream when video is null:
                    video = NutVideoStream.Parse(payload, main!);
                    break;
                case NutStartCode.Stream:
                    Sound = NutSoundStream.Parse(payload, main!);
                    break;
                case NutStartCode.Info:
                    FrameRate = NutInfo.FrameRate(payload);
                    break;
                default:
                    ParseSyncPoint(payload);
                    break;
            }
        }
        catch (EndOfStreamException)
        {
            throw NutParser.Damaged("a header is shorter than what it holds");
        }
    }

    (ulong Code, long Length) ParsePacketHeader()
    {
        var parser = new NutParser(buffer.Ahead);
        ulong code = BinaryPrimitives.ReadUInt64BigEndian(parser.ReadBytes(8));
        long length = parser.ReadUnsigned();
        if (length > 4096)
        {
            uint checksum = NutChecksum.Compute(buffer.Ahead[..parser.Position]);
            if (checksum != parser.ReadUInt32())
            {
                throw NutParser.Damaged("a packet's length fails its checksum");
            }
        }

        buffer.Consume(parser.Position);
        return (code, length);
    }

    /// <summary>The payload before the four bytes of its checksum.</summary>
    static ReadOnlySpan<byte> Verified(ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> payload = packet[..^4];
        return NutChecksum.Compute(payload) == BinaryPrimitives.ReadUInt32BigEndian(packet[^4..])
            ? payload
            : throw NutParser.Damaged("a header fails its checksum");
    }

    /// <summary>A sync point sets the timestamp that the next frame's of each stream may be relative to.</summary>
    void ParseSyncPoint(ReadOnlySpan<byte> payload)
    {
        var parser = new NutParser(payload);
        (long ticks, long index) = Math.DivRem(parser.ReadUnsigned(), main!.TimeBases.Count);
        lastPts[Pictures] = TickScale.Rescale(ticks, main.TimeBases[(int)index], video!.TimeBase);
        if (Sound is { } sound)
        {
            lastPts[Hearing] = TickScale.Rescale(ticks, main.TimeBases[(int)index], sound.TimeBase);
        }
    }

    NutPicture ParseFrameHeader()
    {
        var parser = new NutParser(buffer.Ahead);
        NutFrameCode code = main![parser.ReadByte()];
        NutFrameFlags flags = code.Flags; // HasFlag would box them until the runtime compiles it well
        flags ^= (flags & NutFrameFlags.Coded) != 0 ? (NutFrameFlags)parser.ReadUnsigned((int)NutFrameFlags.Coded - 1, "a frame's flags") : 0;
        if ((flags & (NutFrameFlags.Invalid | NutFrameFlags.SideData)) != 0)
        {
            throw NutParser.Damaged("a frame begins as none can");
        }

        int stream = (flags & NutFrameFlags.StreamId) != 0 ? parser.ReadUnsigned(main.StreamCount - 1, "the stream number") : code.StreamId;
        long pts = (flags & NutFrameFlags.CodedPts) != 0 ? FullPts(parser.ReadUnsigned(), stream) : lastPts[stream] + code.PtsDelta;
        long size = code.SizeRest;
        if ((flags & NutFrameFlags.SizeMsb) != 0)
        {
            size += code.SizeFactor * (long)parser.ReadUnsigned(int.MaxValue, "a frame's size");
        }

        _ = (flags & NutFrameFlags.MatchTime) != 0 ? parser.ReadSigned() : 0;
        int elided = (flags & NutFrameFlags.HeaderIndex) != 0 ? parser.ReadUnsigned(127, "a header index") : code.HeaderIndex;
        int reserved = (flags & NutFrameFlags.Reserved) != 0 ? parser.ReadUnsigned(255, "a reserved count") : code.ReservedCount;
        for (int i = 0; i < reserved; i++)
        {
            parser.ReadUnsigned();
        }

        if ((flags & NutFrameFlags.Checksum) != 0)
        {
            uint checksum = NutChecksum.Compute(buffer.Ahead[..parser.Position]);
            if (checksum != parser.ReadUInt32())
            {
                throw NutParser.Damaged("a frame's header fails its checksum");
            }
        }

        buffer.Consume(parser.Position);
        lastPts[stream] = pts;
        // Above 4096 bytes nothing is elided, whatever the header says.
        byte[] prefix = size > 4096 ? [] : main.Elided(elided);
        return size >= prefix.Length ? new NutPicture(stream, pts, size, prefix) : throw NutParser.Damaged($"stream {stream} has a frame of {size} bytes");
    }

    /// <summary>A coded timestamp is whole, raised by 2^bits, or holds the low bits of one near the last.</summary>
    long FullPts(long coded, int stream)
    {
        long span = 1L << (stream == Pictures ? video!.PtsLsbBits : Sound!.PtsLsbBits);
        if (coded >= span)
        {
            return coded - span;
        }

        long nearest = lastPts[stream] - (span - 1) / 2;
        return ((coded - nearest) & (span - 1)) + nearest;
    }
}

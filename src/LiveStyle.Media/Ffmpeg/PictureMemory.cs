using System.Buffers;
using LiveStyle.Frames;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>Shows the native pixels of one frame after another as <see cref="Memory{T}"/>, for streams. One object serves all frames.</summary>
sealed unsafe class PictureMemory : MemoryManager<byte>
{
    byte* address;
    int length;

    /// <summary>The frame's pixels; valid until the next call and while the caller owns the frame.</summary>
    public Memory<byte> Of(HostFrame frame)
    {
        length = checked((int)frame.ByteLength);
        address = (byte*)frame.Address;
        return Memory;
    }

    public override Span<byte> GetSpan() => new(address, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(address + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}

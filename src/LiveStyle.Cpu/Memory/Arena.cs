namespace LiveStyle.Cpu.Memory;

/// <summary>All memory of one owner, taken piece by piece and freed at once.</summary>
/// <remarks>Thread-safety: none; what it gave may be used by any thread.</remarks>
sealed unsafe class Arena(IMemorySource source) : IDisposable
{
    readonly List<(nint Address, long Bytes)> pieces = [];

    /// <summary>Bytes of all pieces.</summary>
    public long ByteLength => pieces.Sum(piece => piece.Bytes);

    /// <summary>Takes a piece of so many values, all zero.</summary>
    public float* Floats(long count) => (float*)Bytes(count * sizeof(float));

    /// <summary>Takes a piece of so many offsets, all zero.</summary>
    public nint* Offsets(long count) => (nint*)Bytes(count * sizeof(nint));

    /// <summary>Takes a piece of so many bytes, all zero.</summary>
    public byte* Bytes(long count)
    {
        long bytes = Math.Max(count, 1);
        nint address = source.Allocate(bytes);
        pieces.Add((address, bytes));
        return (byte*)address;
    }

    public void Dispose()
    {
        foreach ((nint address, long bytes) in pieces)
        {
            source.Free(address, bytes);
        }

        pieces.Clear();
    }
}

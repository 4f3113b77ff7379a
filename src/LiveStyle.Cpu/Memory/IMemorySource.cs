namespace LiveStyle.Cpu.Memory;

/// <summary>Where a network's memory comes from.</summary>
interface IMemorySource
{
    /// <summary>Gives zeroed memory, its beginning on a multiple of 64 bytes or its end just before what must not be touched.</summary>
    /// <exception cref="OutOfMemoryException">There is none left.</exception>
    nint Allocate(long bytes);

    void Free(nint address, long bytes);
}

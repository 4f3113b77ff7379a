using System.Runtime.InteropServices;
using LiveStyle.Cpu.Memory;

namespace LiveStyle.Cpu.Tests.Memory;

/// <summary>Memory between two pages that must not be touched: a read or write beyond it ends the process.</summary>
/// <param name="isAtEnd">Whether its end lies at the page after it, to four bytes; else its beginning at the page before it.</param>
sealed unsafe partial class GuardedMemory(bool isAtEnd) : IMemorySource
{
    const int ReadWrite = 3, None = 0, PrivateAnonymous = 0x22;

    static readonly nint Page = Environment.SystemPageSize;

    public nint Allocate(long bytes)
    {
        nint inner = Inner(bytes), all = Map(0, inner + 2 * Page, None, PrivateAnonymous, -1, 0);
        if (all == -1 || Protect(all + Page, inner, ReadWrite) != 0)
        {
            throw new OutOfMemoryException();
        }

        return isAtEnd ? all + Page + inner - Rounded(bytes) : all + Page;
    }

    public void Free(nint address, long bytes)
    {
        nint inner = Inner(bytes), first = isAtEnd ? address + Rounded(bytes) - inner : address;
        _ = Unmap(first - Page, inner + 2 * Page);
    }

    static nint Inner(long bytes) => ((nint)bytes + Page - 1) / Page * Page;

    static nint Rounded(long bytes) => ((nint)bytes + 3) / 4 * 4;

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}

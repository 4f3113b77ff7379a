using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LiveStyle.Live.Control.Midi;

/// <summary>An open device or pipe whose bytes are waited for no longer than asked. On Linux.</summary>
/// <remarks>
/// .NET's own streams wait in a call that nothing ends: for a pipe's writer in opening it, for a byte in reading. Thread-safety: one thread at
/// a time.
/// </remarks>
sealed partial class MidiFile : IDisposable
{
    const int ReadOnly = 0;
    const int ReadWrite = 2;
    const int NonBlocking = 0x800;
    const int CloseOnExec = 0x80000;
    const short ReadyToRead = 1;
    const int Interrupted = 4;
    const int TryAgain = 11;

    readonly SafeFileHandle handle;

    MidiFile(SafeFileHandle handle) => this.handle = handle;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">Of a device, a named pipe or an ordinary file.</param>
    /// <exception cref="IOException">It can't be opened; the message is the system's.</exception>
    public static MidiFile Open(string path)
    {
        // A pipe that we could write into ourselves never ends when its writer goes, and waits for the next one. A device is opened for what
        // it is: others may play on it.
        bool isDevice = path.StartsWith("/dev/", StringComparison.Ordinal);
        int descriptor = isDevice ? -1 : Open(path, ReadWrite | NonBlocking | CloseOnExec);
        descriptor = descriptor < 0 ? Open(path, ReadOnly | NonBlocking | CloseOnExec) : descriptor;
        return descriptor >= 0 ? new MidiFile(new SafeFileHandle(descriptor, ownsHandle: true)) : throw Failure();
    }

    /// <summary>Reads what is there, and waits for it first.</summary>
    /// <param name="buffer">Receives the bytes.</param>
    /// <param name="limit">Waits no longer.</param>
    /// <returns>The number of bytes; 0: the end; −1: none came in that time.</returns>
    /// <exception cref="IOException">The device is gone.</exception>
    public unsafe int Read(Span<byte> buffer, TimeSpan limit)
    {
        var wait = new Wait { Descriptor = (int)handle.DangerousGetHandle(), Events = ReadyToRead };
        int ready = Poll(ref wait, 1, (int)limit.TotalMilliseconds);
        if (ready <= 0)
        {
            return ready == 0 || Marshal.GetLastPInvokeError() == Interrupted ? -1 : throw Failure();
        }

        fixed (byte* bytes = buffer)
        {
            nint read = Read(handle, bytes, buffer.Length);
            return read >= 0 ? (int)read : Marshal.GetLastPInvokeError() is TryAgain or Interrupted ? -1 : throw Failure();
        }
    }

    /// <summary>Whether the path leads to this file no more: a pipe that was made anew is another one.</summary>
    public bool IsGone()
    {
        const string Mark = " (deleted)";
        return new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget?.EndsWith(Mark, StringComparison.Ordinal) == true;
    }

    public void Dispose() => handle.Dispose();

    static IOException Failure() => new(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Wait wait, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint Read(SafeFileHandle file, byte* buffer, nint length);

    /// <summary>struct pollfd.</summary>
    struct Wait
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}

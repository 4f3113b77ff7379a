using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LiveStyle.Presentation.Audio;

/// <summary>Keeps OpenAL Soft and ALSA below it from writing to the terminal that no sound card is there: a note says that.</summary>
static unsafe partial class OpenAlChatter
{
    /// <summary>Call it before OpenAL is loaded. A level of talk that the user has set stays.</summary>
    public static void Quiet()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // .NET's own environment is a copy that native libraries don't see.
            SetEnvironment("ALSOFT_LOGLEVEL", "0", overwrite: 0);
            if (NativeLibrary.TryLoad("libasound.so.2", out nint alsa) &&
                NativeLibrary.TryGetExport(alsa, "snd_lib_error_set_handler", out nint setHandler))
            {
                ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void>, int>)setHandler)(&Ignore);
            }
        }
        catch (EntryPointNotFoundException)
        {
            // Then it talks.
        }
    }

    /// <summary>Takes ALSA's message and arguments, which in C a callee need not know, and does nothing.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Ignore()
    {
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

using System.Runtime.InteropServices;

namespace LiveStyle.Presentation.Audio;

/// <summary>The functions of OpenAL 1.1 that play one stream, by their native names. See the OpenAL 1.1 specification.</summary>
static unsafe partial class OpenAl
{
    public const int None = 0;
    public const int True = 1;

    public const int Gain = 0x100A;
    public const int Buffer = 0x1009;
    public const int SourceState = 0x1010;
    public const int Initial = 0x1011;
    public const int Playing = 0x1012;
    public const int Paused = 0x1013;
    public const int Stopped = 0x1014;
    public const int BuffersProcessed = 0x1016;
    public const int SampleOffset = 0x1025;
    public const int FormatStereo16 = 0x1103;

    /// <summary>AL_SOFT_direct_channels: left stays left and right stays right, whatever the speakers.</summary>
    public const int DirectChannels = 0x1033;

    /// <summary>AL_SOFT_source_latency: the offset, and the time until it is heard, measured at the same moment.</summary>
    public const int SecondsOffsetLatency = 0x1201;

    public const int Frequency = 0x1007;
    public const int DeviceSpecifier = 0x1005;

    /// <summary>ALC_EXT_disconnect.</summary>
    public const int Connected = 0x313;

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcOpenDevice")]
    public static partial nint OpenDevice(byte* name);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcCloseDevice")]
    public static partial byte CloseDevice(nint device);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcCreateContext")]
    public static partial nint CreateContext(nint device, int* attributes);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcDestroyContext")]
    public static partial void DestroyContext(nint context);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcMakeContextCurrent")]
    public static partial byte MakeContextCurrent(nint context);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcGetIntegerv")]
    public static partial void GetDeviceIntegers(nint device, int parameter, int count, int* values);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcGetString")]
    public static partial nint GetDeviceString(nint device, int parameter);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alcIsExtensionPresent", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte IsDeviceExtensionPresent(nint device, string name);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alIsExtensionPresent", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte IsExtensionPresent(string name);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alGetError")]
    public static partial int GetError();

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alGenSources")]
    public static partial void GenSources(int count, uint* sources);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alDeleteSources")]
    public static partial void DeleteSources(int count, uint* sources);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alGenBuffers")]
    public static partial void GenBuffers(int count, uint* buffers);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alDeleteBuffers")]
    public static partial void DeleteBuffers(int count, uint* buffers);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alBufferData")]
    public static partial void BufferSamples(uint buffer, int format, byte* samples, int bytes, int frequency);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourceQueueBuffers")]
    public static partial void SourceQueueBuffers(uint source, int count, uint* buffers);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourceUnqueueBuffers")]
    public static partial void SourceUnqueueBuffers(uint source, int count, uint* buffers);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourcePlay")]
    public static partial void SourcePlay(uint source);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourcePause")]
    public static partial void SourcePause(uint source);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourceStop")]
    public static partial void SourceStop(uint source);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourceRewind")]
    public static partial void SourceRewind(uint source);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourcei")]
    public static partial void Source(uint source, int parameter, int value);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alSourcef")]
    public static partial void Source(uint source, int parameter, float value);

    [LibraryImport(OpenAlLibrary.Name, EntryPoint = "alGetSourcei")]
    public static partial void GetSource(uint source, int parameter, int* value);
}

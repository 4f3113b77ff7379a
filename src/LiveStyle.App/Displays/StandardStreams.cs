using Microsoft.Win32.SafeHandles;

namespace LiveStyle.App.Displays;

/// <summary>This process's standard streams as films take them.</summary>
static class StandardStreams
{
    /// <summary>What is piped in; null: it is a terminal.</summary>
    public static Stream? Input() => Console.IsInputRedirected ? Console.OpenStandardInput() : null;

    /// <summary>What is piped on, and stays open when it is disposed; null: it is a terminal.</summary>
    /// <remarks>The console's own stream says nothing when a pipe's reader has gone.</remarks>
    public static Stream? Output()
    {
        if (!Console.IsOutputRedirected)
        {
            return null;
        }

        if (!OperatingSystem.IsWindows())
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }
}

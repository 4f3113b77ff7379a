using System.Diagnostics;
using LiveStyle.TestKit;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>An ffmpeg that waits for a stream and counts what comes: the real other end.</summary>
sealed class StreamServer : IDisposable
{
    readonly Process process;
    int pictures;
    int sounds;

    /// <param name="input">ffmpeg's options of the input that listens.</param>
    /// <param name="copy">Where what comes is kept; null: nowhere.</param>
    public StreamServer(string input, string? copy = null)
    {
        string kept = copy is null ? "" : $" -map 0 -c copy -flush_packets 1 -y \"{copy}\"";
        process = Process.Start(new ProcessStartInfo("ffmpeg",
            $"-hide_banner -nostdin -v error -analyzeduration 1000000 {input} -map 0 -c copy -copyts -flush_packets 1 -f framecrc -{kept}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, line) => Errors += line.Data;
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } row && row.Length > 1 && row[1] == ',')
            {
                Interlocked.Increment(ref row[0] == '0' ? ref pictures : ref sounds);
            }
        };
        process.BeginOutputReadLine();
    }

    public string Errors { get; private set; } = "";

    /// <summary>Packets of the first stream, which is the picture's, so far.</summary>
    public int Pictures => Volatile.Read(ref pictures);

    public int Sounds => Volatile.Read(ref sounds);

    public static StreamServer Rtmp(int port, string? copy = null) => new($"-listen 1 -i rtmp://127.0.0.1:{port}/live/key", copy);

    public static StreamServer Srt(int port, string? copy = null) => new($"-i srt://127.0.0.1:{port}?mode=listener", copy);

    public void Freeze() => UnixSignal.Send(process.Id, UnixSignal.Stop);

    /// <summary>Waits for its own end, once the stream has ended.</summary>
    public void AwaitEnd()
    {
        if (!process.WaitForExit(60_000))
        {
            throw new TimeoutException("the server does not end");
        }

        process.WaitForExit();
    }

    public void Dispose()
    {
        try
        {
            process.Kill();
            process.WaitForExit();
        }
        finally
        {
            process.Dispose();
        }
    }
}

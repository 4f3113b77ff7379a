using System.Diagnostics;

namespace LiveStyle.TestKit.Media;

/// <summary>An ffmpeg that sends a tone as it is live, to the first who connects.</summary>
sealed class SoundSender : IDisposable
{
    readonly Process process;

    /// <param name="port">Of this machine.</param>
    /// <param name="frequency">Of the tone, in hertz.</param>
    public SoundSender(int port, int frequency = 440)
    {
        process = Process.Start(new ProcessStartInfo("ffmpeg",
            $"-hide_banner -nostdin -v quiet -re -f lavfi -i sine=frequency={frequency}:sample_rate=44100,volume=4 -c:a mp2 -flush_packets 1 -f mpegts tcp://127.0.0.1:{port}?listen=1"))!;
    }

    public int Id => process.Id;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LiveStyle.TestKit.Media;

/// <summary>An ffmpeg that sends a moving picture as it is live, to the first who connects.</summary>
sealed class LiveSender : IDisposable
{
    readonly Process process;

    /// <param name="port">Of this machine.</param>
    /// <param name="picture">A source of ffmpeg's filters.</param>
    /// <param name="tags">Options of the encoder.</param>
    /// <param name="sound">Another source of ffmpeg's filters; null: pictures only.</param>
    /// <param name="isHttp">Whether it is a web server rather than one of plain TCP.</param>
    public LiveSender(int port, string picture = "testsrc2=s=64x48:r=25", string tags = "", string? sound = null, bool isHttp = false)
    {
        string second = sound is null ? "" : $"-re -f lavfi -i {sound} -c:a mp2 -b:a 192k";
        string target = isHttp ? $"-listen 1 http://127.0.0.1:{port}/live.ts" : $"{Address(port)}?listen=1";
        process = Process.Start(new ProcessStartInfo("ffmpeg",
            $"-hide_banner -nostdin -v quiet -re -f lavfi -i {picture} {second} -c:v mpeg2video -g 5 {tags} -f mpegts {target}"))!;
    }

    public int Id => process.Id;

    public static string Address(int port) => $"tcp://127.0.0.1:{port}";

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

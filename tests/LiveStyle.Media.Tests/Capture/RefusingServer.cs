using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>A server of RTMP that refuses whoever connects, with words of its own.</summary>
sealed class RefusingServer : IDisposable
{
    const int Handshake = 1536;

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Task serving;

    /// <param name="words">At most 80 letters of ASCII, which fit one chunk.</param>
    public RefusingServer(string words)
    {
        listener.Start();
        serving = ServeAsync(words);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        listener.Stop();
        serving.Wait();
    }

    async Task ServeAsync(string words)
    {
        while (true)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await RefuseAsync(client.GetStream(), words);
            }
            catch (IOException)
            {
                // Whoever called has left.
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    static async Task RefuseAsync(NetworkStream stream, string words)
    {
        await stream.ReadExactlyAsync(new byte[1 + Handshake]);
        await stream.WriteAsync((byte[])[3, .. new byte[2 * Handshake]]);
        await stream.ReadExactlyAsync(new byte[Handshake]);

        // The command has the number 1; its answer is an object with a description.
        byte[] body = [.. Text("_error"), 0, .. Number(1), 5, 3, .. Name("description"), .. Text(words), 0, 0, 9];
        await stream.WriteAsync((byte[])[3, 0, 0, 0, 0, 0, (byte)body.Length, 20, 0, 0, 0, 0, .. body]);

        // It leaves when it has read that.
        await stream.CopyToAsync(Stream.Null);
    }

    static byte[] Text(string text) => [2, .. Name(text)];

    static byte[] Name(string text) => [0, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];

    static byte[] Number(double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return bytes;
    }
}

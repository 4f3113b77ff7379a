using System.Net.Sockets;

namespace LiveStyle.TestKit.Media;

/// <summary>Sends the bytes of a transport stream by UDP at an even pace, again and again, whoever reads them.</summary>
sealed class DatagramSender : IAsyncDisposable
{
    const int PacketBytes = 7 * 188;

    readonly CancellationTokenSource stop = new();
    readonly Task sending;

    /// <param name="port">Of this machine.</param>
    /// <param name="stream">The stream's bytes.</param>
    /// <param name="duration">The time that they take.</param>
    public DatagramSender(int port, byte[] stream, TimeSpan duration) => sending = SendAsync(port, stream, duration);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    async Task SendAsync(int port, byte[] stream, TimeSpan duration)
    {
        using var client = new UdpClient("127.0.0.1", port);
        TimeSpan pause = duration * PacketBytes / stream.Length;
        while (true)
        {
            for (int at = 0; at < stream.Length; at += PacketBytes)
            {
                try
                {
                    await client.SendAsync(stream.AsMemory(at, Math.Min(PacketBytes, stream.Length - at)), stop.Token);
                }
                catch (SocketException)
                {
                    // Nobody reads at the moment.
                }

                await Task.Delay(pause, stop.Token);
            }
        }
    }
}

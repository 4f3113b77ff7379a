using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using LiveStyle.Media.Nut;

namespace LiveStyle.Media;

/// <summary>
/// Carries sound, subtitles and attachments from the ffmpeg that decodes to the one that encodes. It always takes what comes and
/// keeps it in memory until it is wanted, so that neither waits for the other through it.
/// </summary>
sealed class SideStreams : IAsyncDisposable
{
    readonly string? folder;
    readonly Socket from;
    readonly Socket to;
    readonly CancellationTokenSource stop = new();
    IReadOnlyDictionary<int, byte[]> privates = new Dictionary<int, byte[]>();
    Task carrying = Task.CompletedTask;

    public SideStreams()
    {
        // Only this user can reach a socket in such a folder; ffmpeg for Windows knows no such sockets.
        folder = OperatingSystem.IsWindows() ? null : Directory.CreateTempSubdirectory("livestyle-").FullName;
        (from, DecoderAddress) = Listen("from");
        (to, EncoderAddress) = Listen("to");
    }

    /// <summary>Where the decoding ffmpeg writes.</summary>
    public string DecoderAddress { get; }

    /// <summary>Where the encoding ffmpeg reads.</summary>
    public string EncoderAddress { get; }

    /// <summary>Begins to carry. Once, before the decoder starts.</summary>
    /// <param name="configurations">What the headers of NUT must tell beside what the decoder knows, by a stream's place.</param>
    public void Begin(IReadOnlyDictionary<int, byte[]> configurations)
    {
        privates = configurations;
        carrying = CarryAsync();
    }

    /// <summary>Ends it, whatever is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        from.Dispose();
        to.Dispose();
        await carrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    (Socket Socket, string Address) Listen(string name)
    {
        EndPoint place = folder is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(Path.Combine(folder, name));
        var socket = new Socket(place.AddressFamily, SocketType.Stream, folder is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        socket.Bind(place);
        socket.Listen(1);
        return (socket, folder is null ? $"tcp://{socket.LocalEndPoint}" : $"unix:{Path.Combine(folder, name)}");
    }

    async Task CarryAsync()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
        await Task.WhenAll(TakeAsync(pipe.Writer), GiveAsync(pipe.Reader)).ConfigureAwait(false);
    }

    async Task TakeAsync(PipeWriter writer)
    {
        try
        {
            using Socket decoder = await from.AcceptAsync(stop.Token).ConfigureAwait(false);
            var stream = new NetworkStream(decoder);
            await using (stream.ConfigureAwait(false))
            {
                await AddPrivatesAsync(stream, writer).ConfigureAwait(false);
                await stream.CopyToAsync(writer, stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A decoder that was killed; what came is given on.
        }
        finally
        {
            await writer.CompleteAsync().ConfigureAwait(false);
        }
    }

    async Task AddPrivatesAsync(NetworkStream stream, PipeWriter writer)
    {
        var head = new byte[1 << 16];
        int length = 0;
        while (privates.Count > 0)
        {
            int count = await stream.ReadAsync(head.AsMemory(length), stop.Token).ConfigureAwait(false);
            length += count;
            byte[]? headers = NutPrivates.Add(head.AsSpan(0, length), privates, out int consumed);
            if (headers is not null || count == 0)
            {
                await writer.WriteAsync(headers, stop.Token).ConfigureAwait(false);
                await writer.WriteAsync(head.AsMemory(headers is null ? 0 : consumed, length - (headers is null ? 0 : consumed)), stop.Token).ConfigureAwait(false);
                return;
            }
        }
    }

    async Task GiveAsync(PipeReader reader)
    {
        try
        {
            using Socket encoder = await to.AcceptAsync(stop.Token).ConfigureAwait(false);
            var stream = new NetworkStream(encoder);
            await using (stream.ConfigureAwait(false))
            {
                await reader.CopyToAsync(stream, stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // An encoder that was killed: whoever writes pictures to it hears why.
        }
        finally
        {
            // Nobody wants the rest, and the decoder must not wait for anybody.
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}

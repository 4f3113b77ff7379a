using System.IO.Pipelines;
using System.IO.Pipes;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Nut;
using LiveStyle.Media.Probing;
using PipeOptions = System.IO.Pipelines.PipeOptions;

namespace LiveStyle.Media.Piping;

/// <summary>
/// Carries sound, subtitles and attachments from the ffmpeg that copies them out of the clip to the one that encodes.
/// </summary>
/// <remarks>
/// The encoder takes pictures and sound in step: it waits for a packet that lies further on in the clip. So what copies them
/// must be able to get there while no picture moves. Out of a file an ffmpeg of its own does that; one that is fed from a pipe is
/// given all that comes, as far as <see cref="IsStarving"/> tells; a live address, which is opened once, is copied by the decoder, and everything
/// that comes is kept in memory until it is wanted.
/// Where a live clip is silent for seconds the pictures are late by those.
/// </remarks>
sealed class SideStreams : IPipeFollower, IAsyncDisposable
{
    /// <summary>Bytes that wait for the encoder where the copier can wait too.</summary>
    const long Enough = 32 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly string? folder;
    readonly PrivatePipe from;
    readonly PrivatePipe to;
    readonly CancellationTokenSource stop = new();
    IReadOnlyDictionary<int, byte[]> privates = new Dictionary<int, byte[]>();
    Task carrying = Task.CompletedTask;
    volatile EncoderRun? encoder;
    volatile string? failure;
    long picturesSince;
    bool isWanted;

    public SideStreams()
    {
        folder = PrivatePipe.CreateFolder();
        from = new PrivatePipe(folder, "from", PipeDirection.In);
        to = new PrivatePipe(folder, "to", PipeDirection.Out);
    }

    /// <summary>The address that the decoding ffmpeg writes to; it is to be quoted.</summary>
    public string DecoderAddress => from.Address;

    /// <summary>The address that the encoding ffmpeg reads from; it is to be quoted.</summary>
    public string EncoderAddress => to.Address;

    /// <summary>What takes the streams out of the clip; null: the decoder does.</summary>
    public FfmpegProcess? Copier { get; private set; }

    /// <summary>Whether the encoder has been waiting for more while it takes no picture, and not for who reads the film. Any thread may ask.</summary>
    public bool IsStarving =>
        Volatile.Read(ref isWanted) && Volatile.Read(ref picturesSince) is > 0 and long since && Environment.TickCount64 - since > 200
        && encoder?.IsTargetBusy == false;

    /// <summary>Begins to carry. Once, before the decoder starts.</summary>
    /// <param name="configurations">What the headers of NUT must tell beside what the decoder knows, by a stream's place.</param>
    /// <param name="copier">Arguments of an ffmpeg that takes the streams out of the clip; null: the decoder does.</param>
    /// <param name="isPiped">Whether that is fed.</param>
    public void Begin(IReadOnlyDictionary<int, byte[]> configurations, string? copier, bool isPiped)
    {
        privates = configurations;
        if (copier is not null)
        {
            Copier = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), copier);
            if (!isPiped)
            {
                Copier.CloseInput();
            }
        }

        carrying = CarryAsync(copier is null || isPiped ? 0 : Enough);
    }

    /// <summary>Tells that the encoder is given a picture, and has not taken it yet.</summary>
    public void BeginPicture(EncoderRun run)
    {
        encoder = run;
        Volatile.Write(ref picturesSince, Environment.TickCount64);
    }

    /// <summary>Tells that it has.</summary>
    public void EndPicture() => Volatile.Write(ref picturesSince, 0);

    /// <summary>Tells that the clip could not be kept for the copier and the decoder, and why.</summary>
    public void Fail(string why) => failure = why;

    /// <summary>What kept the copier from its end, when the encoder has got all; null: nothing.</summary>
    public async Task<string?> FailureAsync(CancellationToken cancellation)
    {
        int code = Copier is null ? 0 : await Copier.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return failure ?? (code == 0 ? null : Copier!.Complaint.Essence() ?? $"ffmpeg ended with code {code}");
    }

    /// <summary>Ends it, whatever is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (Copier is not null)
        {
            await Copier.DisposeAsync().ConfigureAwait(false);
        }

        await from.DisposeAsync().ConfigureAwait(false);
        await to.DisposeAsync().ConfigureAwait(false);
        await carrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    async Task CarryAsync(long most)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: most, resumeWriterThreshold: most / 2, useSynchronizationContext: false));
        await Task.WhenAll(TakeAsync(pipe.Writer), GiveAsync(pipe.Reader)).ConfigureAwait(false);
    }

    async Task TakeAsync(PipeWriter writer)
    {
        try
        {
            await AcceptAsync().ConfigureAwait(false);
            await AddPrivatesAsync(from.Stream, writer).ConfigureAwait(false);
            await from.Stream.CopyToAsync(writer, stop.Token).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            // A decoder that was killed; what came is given on.
        }
        finally
        {
            // It must not wait for anybody.
            await from.DisposeAsync().ConfigureAwait(false);
            await writer.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A copier that fails before it has come never will.</summary>
    async Task AcceptAsync()
    {
        Task accepted = from.AcceptAsync(stop.Token);
        if (Copier is not null && await Task.WhenAny(accepted, Copier.WaitForExitAsync(stop.Token)).ConfigureAwait(false) != accepted)
        {
            await accepted.WaitAsync(Patience).ConfigureAwait(false);
        }

        await accepted.ConfigureAwait(false);
    }

    async Task AddPrivatesAsync(Stream stream, PipeWriter writer)
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
            await to.AcceptAsync(stop.Token).ConfigureAwait(false);
            await GiveAsync(reader, to.Stream).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // An encoder that was killed: whoever writes pictures to it hears why.
        }
        finally
        {
            // That is how the encoder learns that nothing more comes.
            await to.DisposeAsync().ConfigureAwait(false);

            // Nobody wants the rest.
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    async Task GiveAsync(PipeReader reader, Stream stream)
    {
        bool isLast = false;
        while (!isLast)
        {
            if (!reader.TryRead(out ReadResult result))
            {
                Volatile.Write(ref isWanted, true);
                result = await reader.ReadAsync(stop.Token).ConfigureAwait(false);
                Volatile.Write(ref isWanted, false);
            }

            foreach (ReadOnlyMemory<byte> bytes in result.Buffer)
            {
                await stream.WriteAsync(bytes, stop.Token).ConfigureAwait(false);
            }

            isLast = result.IsCompleted;
            reader.AdvanceTo(result.Buffer.End);
        }
    }
}

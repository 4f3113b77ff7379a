using LiveStyle.Live.Frames;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Sinks;

/// <summary>A server, a list of short files, or a camera for other programs.</summary>
/// <param name="Output">Where to, and how it is coded.</param>
sealed record StreamSinkTarget(StreamOutput Output) : SinkTarget
{
    public override string Name => Output.Name;

    internal override string Place => Output.Location;

    public override bool WaitsForReader => Output.WaitsForReader;

    public override void Check(ShowFormat format)
    {
        Output.Check();
        if (Output.Kind == StreamOutputKind.Playlist)
        {
            SinkFolder.Make(Path.GetDirectoryName(Path.GetFullPath(Output.Location))!);
        }
    }

    public override async Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation)
    {
        if (Output.Kind == StreamOutputKind.Camera && !File.Exists(Output.Location))
        {
            throw new MediaException($"there is no device {Output.Location}; load v4l2loopback with this number") { Location = Output.Name };
        }

        return new StreamSink(await LiveStream.OpenAsync(Output, SinkFormat.Of(format), cancellation).ConfigureAwait(false));
    }
}

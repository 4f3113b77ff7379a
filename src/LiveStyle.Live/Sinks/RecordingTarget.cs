using LiveStyle.Live.Frames;
using LiveStyle.Media.Streaming;

namespace LiveStyle.Live.Sinks;

/// <summary>A recording that a crash can't spoil; each opening begins a new file.</summary>
/// <param name="Output">The first file, and how it is coded.</param>
/// <param name="Split">How long a file becomes before the next one begins, without a frame lost; null: as long as the show.</param>
sealed record RecordingTarget(StreamOutput Output, TimeSpan? Split) : SinkTarget
{
    public override string Name => Output.Name;

    public override void Check(ShowFormat format)
    {
        Output.Coding.Check();
        if (Split < TimeSpan.FromSeconds(1))
        {
            throw new MediaException($"a recording's files are a second long at least, not {Split}");
        }

        if (Directory.Exists(Output.Location))
        {
            throw new MediaException($"{Output.Location} is a folder; give a file name") { Location = Output.Location };
        }

        SinkFolder.Make(Path.GetDirectoryName(Path.GetFullPath(Output.Location))!);
    }

    public override async Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation)
    {
        long? ticks = Split is { } split ? Math.Max(1, (long)Math.Round(split.TotalSeconds * format.FrameRate.ToDouble())) : null;
        return new RecordingSink(await OpenFileAsync(format, cancellation).ConfigureAwait(false), token => OpenFileAsync(format, token), ticks);
    }

    async Task<RecordingPart> OpenFileAsync(ShowFormat format, CancellationToken cancellation)
    {
        string path = RecordingFile.Create(Output.Location);
        try
        {
            return new RecordingPart(path, await LiveStream.OpenAsync(Output with { Location = path }, SinkFormat.Of(format), cancellation).ConfigureAwait(false));
        }
        catch
        {
            RecordingFile.DeleteEmpty(path);
            throw;
        }
    }
}

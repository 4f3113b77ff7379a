using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Web;

/// <summary>The show in browsers: JPEGs that a <see cref="ControlServer"/> hands to its viewers. It works only while somebody watches.</summary>
/// <remarks>One encoding serves all viewers, and a slow one skips pictures. Thread-safe.</remarks>
public sealed record PreviewSink : SinkTarget
{
    /// <summary>The sink's name among a show's.</summary>
    internal const string BrowserName = "browser";

    /// <summary>Makes a preview that nobody watches yet.</summary>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <exception cref="LiveStyleException">The options can't be met; the message names the cure.</exception>
    public PreviewSink(PreviewOptions? options = null)
    {
        Options = options ?? new PreviewOptions();
        Options.Check();
    }

    /// <summary>How it looks.</summary>
    public PreviewOptions Options { get; }

    /// <inheritdoc/>
    public override string Name => BrowserName;

    /// <summary>Where viewers ask, whether it is open or not.</summary>
    internal PreviewFeed Feed { get; } = new();

    /// <inheritdoc/>
    public override Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation) =>
        Task.FromResult<ILiveSink>(new PreviewWriter(Feed, format, Options));
}

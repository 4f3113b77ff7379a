using LiveStyle.Frames;
using LiveStyle.Pipelines;

namespace LiveStyle.App.Films;

/// <summary>What happens to a film's frames between source and encoder: the stylizer alone, or with masks, regions and colors that are kept.</summary>
sealed class FilmProcessor : IAsyncDisposable
{
    readonly RegionStylizer? regions;

    FilmProcessor(IFrameProcessor<HostFrame, HostFrame> processor)
    {
        Processor = processor;
        regions = processor as RegionStylizer;
    }

    public IFrameProcessor<HostFrame, HostFrame> Processor { get; }

    /// <summary>One line on what of a mask could not be decoded; null while all is well.</summary>
    public string? Note => regions?.Note;

    /// <param name="session">Of the film; its stylizer stays its own.</param>
    /// <param name="begin">Timestamp of the first frame that will come.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="LiveStyleException">A mask can't be read, or a region's style is not in the bundle.</exception>
    public static async Task<FilmProcessor> OpenAsync(FilmSession session, TimeSpan begin, CancellationToken cancellation) =>
        new(await RegionStylizer.CreateAsync(session.Settings, session.Stylizer, session.Size, begin, cancellation));

    public ValueTask DisposeAsync() => regions?.DisposeAsync() ?? ValueTask.CompletedTask;
}

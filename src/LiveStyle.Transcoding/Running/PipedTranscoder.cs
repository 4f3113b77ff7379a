using System.Diagnostics;
using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Piping;
using LiveStyle.Media.Probing;
using LiveStyle.Pipelines;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Preflight;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Running;

/// <summary>
/// Makes a film in one go where it comes from standard input or goes to standard output. What is stopped can't be gone on with.
/// </summary>
/// <param name="progress">Is told how far it is; null: nobody.</param>
public sealed class PipedTranscoder(IProgress<WorkProgress>? progress = null)
{
    /// <summary>Tells whether a film comes from a pipe or goes to one.</summary>
    public static bool Takes(TranscodeOptions options) => FilmPipes.IsPipe(options.Film.Input) || FilmPipes.IsPipe(options.Film.Output);

    /// <summary>Makes the film.</summary>
    /// <param name="options">The film, and how this run goes about it.</param>
    /// <param name="cancellation">Ends it; what was written to a pipe stays written.</param>
    /// <exception cref="StoppedException">It was cancelled.</exception>
    /// <exception cref="LiveStyleException">
    /// It can't be done, or who reads the film has gone; no file lies under the output's name.
    /// </exception>
    public async Task RunAsync(TranscodeOptions options, CancellationToken cancellation)
    {
        FilmSettings settings = options.Film;
        Check(options);
        bool toPipe = FilmPipes.IsPipe(settings.Output);
        string? format = toPipe ? FilmPipes.FormatOf(settings.Output, options.Format) : null;
        InputPipe? pipe = FilmPipes.IsPipe(settings.Input) ? await FilmPipes.OpenInputAsync(settings.Input, options.StandardInput, cancellation) : null;
        await using Stream? target = toPipe ? await FilmPipes.OpenOutputAsync(settings.Output, options.StandardOutput, cancellation) : null;
        string output = FilmPipes.NameOfOutput(settings.Output);
        settings = settings with { Input = pipe is null ? settings.Input : "-", Output = toPipe ? "-" : settings.Output };
        MediaInfo clip = (settings.Stream is { } stream ? pipe?.Clip.OfStream(stream) : pipe?.Clip) ?? await FilmOriginal.ProbeAsync(settings, cancellation);
        clip.RequireVideo();
        clip = await ContentExamination.ExamineAsync(clip, pipe, cancellation);
        await using var film = new PipedFilm(new PipedFilmOptions
        {
            Clip = clip,
            Input = pipe,
            Output = toPipe ? output : settings.Output,
            Stream = target,
            Format = format,
            Codec = settings.Codec,
            Crf = settings.Crf,
            Preset = settings.Preset,
            Start = settings.Start,
            Duration = settings.Duration,
        });
        Say(FilmPreflight.Videos(clip));
        FilmPreflight.Check(film, clip, settings, progress);
        await using FilmSession session = await FilmSession.OpenAsync(settings with { Codec = film.Codec }, clip, settings.Device, options.Speed);
        await RunAsync(session, film, options.Film.Output, cancellation);
    }

    /// <param name="session">The session of the film.</param>
    /// <param name="film">The film, opened.</param>
    /// <param name="path">The path that it goes to, as it was asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    async Task RunAsync(FilmSession session, PipedFilm film, string path, CancellationToken cancellation)
    {
        string output = FilmPipes.NameOfOutput(path);
        var clock = Stopwatch.StartNew();
        bool isWhole = session.Settings is { Start: null, Duration: null };
        var meter = new ProgressMeter(isWhole ? session.Clip.Video?.FrameCount : null, TimeProvider.System);
        long frames = 0;
        try
        {
            await using VideoSource source = await film.OpenSourceAsync(FilmSource.Options(session, default, isIndexed: false), cancellation);
            await using PipedFilmWriter sink = await film.CreateWriterAsync(source, cancellation);
            await using FilmProcessor processor = await FilmProcessor.OpenAsync(session, TimeSpan.Zero, cancellation);
            Say(sink.Note);
            try
            {
                await FilmPipeline.RunAsync(session, source, processor, sink, FilmPipeline.Whole, written =>
                {
                    meter.Update(written);
                    progress.Frames(meter);
                }, cancellation);
            }
            finally
            {
                frames = sink.FramesWritten;
            }

            Say(source.Note);
            Say(sink.EndNote);
            Say(processor.Note);
            Say(session.Stylizer.Note);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException($"stopped after {frames} frames; a pipe can't be gone on with, so {output} is not whole");
        }

        double perSecond = clock.Elapsed.TotalSeconds > 0 ? frames / clock.Elapsed.TotalSeconds : 0;
        progress.Done(
            string.Create(CultureInfo.InvariantCulture, $"{output}: {frames} frames, {session.Size}; made at {perSecond:0.###} frames per second on {session.Stylizer.DeviceName}"),
            new Dictionary<string, object>
            {
                ["output"] = path,
                ["framesOut"] = frames,
                ["width"] = session.Size.Width,
                ["height"] = session.Size.Height,
                ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3),
                ["fps"] = Math.Round(perSecond, 3),
                ["device"] = session.Stylizer.DeviceName,
            });
    }

    void Say(string? sentence)
    {
        if (sentence is not null)
        {
            progress.Note(sentence);
        }
    }

    static void Check(TranscodeOptions options)
    {
        FilmSettings settings = options.Film;
        if (options.ContactSheet is not null || options.Report is not null)
        {
            throw new LiveStyleException($"{(options.Report is null ? "a contact sheet" : "a report")} needs a film that can be read again; give files by their names");
        }

        if (settings.Input == "-" && options.StandardInput is null)
        {
            throw new LiveStyleException("nothing is piped into standard input; pipe a clip into it, or give a file's name");
        }

        if (FilmPipes.IsPipe(settings.Output))
        {
            if (settings.Output == "-" && options.StandardOutput is null)
            {
                throw new LiveStyleException("standard output is read by nobody; pipe it into another command, or give a file's name");
            }

            return;
        }

        if (options.Format is not null)
        {
            throw new LiveStyleException("a format is asked of a film that goes to a pipe; a file's container follows from its extension");
        }

        OutputCheck.CheckFile(settings, output => options.Overwrite || options.MayReplace(output));
    }
}

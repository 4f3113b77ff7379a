using System.Globalization;
using LiveStyle.App.Commands;
using LiveStyle.App.Progress;
using LiveStyle.Frames;
using LiveStyle.Media;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization;

namespace LiveStyle.App.Transcoding;

/// <summary>Decode, stylize, encode: one clip, whole or not at all.</summary>
sealed class Transcoder(IProgressDisplay display)
{
    const int SheetColumns = 6;

    /// <exception cref="StoppedException">It was cancelled; what was done lies in a file under another name.</exception>
    /// <exception cref="LiveStyleException">It can't be done; nothing lies under the output's name.</exception>
    public async Task RunAsync(TranscodeOptions options, CancellationToken cancellation)
    {
        CheckOutput(options);
        ModelBundle bundle = ModelBundle.Open(options.Model).WithStyles(options.StyleFiles);
        WeightCurve curve = options.Timeline.Bind(bundle.Styles.Names);
        MediaInfo clip = await MediaProbe.ProbeAsync(options.Input, cancellation);
        FrameSize size = SharedOptions.ReadSize(options.Size, clip.RequireVideo().Size) ?? clip.RequireVideo().Size;
        await using IStylizer stylizer = Stylizer.Open(bundle, options.Stylizer with { Clip = size });
        stylizer.SetCurve(curve);
        stylizer.CheckSize(size);

        await using VideoSource source = await VideoSource.OpenAsync(
            clip,
            new VideoSourceOptions { Size = size, Start = options.Start, Duration = options.Duration, Planes = stylizer.Device == StylizerDevice.Vulkan },
            cancellation);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
            options.Output,
            new VideoEncoderOptions
            {
                Size = source.Size,
                Format = source.Format,
                Color = source.Color,
                TimeBase = source.TimeBase,
                FrameRate = source.FrameRate,
                Codec = options.Codec,
                Crf = options.Crf,
                Preset = options.Preset,
                AudioFrom = options.Input,
                Start = options.Start,
                Duration = options.Duration,
            },
            cancellation);
        if (encoder.Note is { } encoding)
        {
            display.Note(encoding);
        }

        double seconds = ExpectedSeconds(options, source);
        using var recorder = new SheetRecorder(curve, seconds, options.ContactSheet is null ? 0 : SheetColumns);
        var meter = new ProgressMeter(ExpectedFrames(options, source, seconds), TimeProvider.System);
        display.Report(meter);
        FramePipelineResult result;
        try
        {
            result = await FramePipeline.RunAsync(recorder.Watch(source), stylizer, recorder.Watch(encoder), new FramePipelineOptions
            {
                Progress = state =>
                {
                    meter.Update(state.FramesOut);
                    display.Report(meter);
                },
            }, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            PartialVideo? partial = await encoder.FinishPartialAsync(CancellationToken.None);
            throw partial is null
                ? new StoppedException($"stopped before there was anything to keep; {options.Output} was not written")
                : new StoppedException($"stopped; {partial.Path} holds the first {partial.Frames} frames and plays; {options.Output} was not written", partial.Path);
        }

        foreach (string note in new[] { source.Note, stylizer.Note }.OfType<string>())
        {
            display.Note(note);
        }

        Finish(options, source, stylizer, recorder, result, meter);
    }

    void Finish(
        TranscodeOptions options, VideoSource source, IStylizer stylizer, SheetRecorder recorder,
        FramePipelineResult result, ProgressMeter meter)
    {
        double perSecond = result.FramesOut / meter.Elapsed.TotalSeconds;
        string rate = Number(source.FrameRate.ToDouble());
        var values = new Dictionary<string, object>
        {
            ["output"] = options.Output,
            ["framesIn"] = result.FramesIn,
            ["framesOut"] = result.FramesOut,
            ["width"] = source.Size.Width,
            ["height"] = source.Size.Height,
            ["frameRate"] = source.FrameRate.ToString(),
            ["seconds"] = Math.Round(meter.Elapsed.TotalSeconds, 3),
            ["fps"] = Math.Round(perSecond, 3),
            ["device"] = stylizer.DeviceName,
            ["slots"] = stylizer.Slots,
        };
        if (options.ContactSheet is { } sheet)
        {
            recorder.Draw(sheet, Path.GetFileName(options.Output), $"{source.Size}, {rate} frames per second; original above, styled below");
            values.Add("contactSheet", sheet);
        }

        display.Done(
            $"{options.Output}: {result.FramesOut} of {result.FramesIn} frames, {source.Size}, {rate} frames per second{(source.Video.IsVariableFrameRate ? " on average" : "")}; " +
            $"made at {Number(perSecond)} frames per second on {stylizer.DeviceName}" +
            (options.ContactSheet is null ? "" : $"; contact sheet: {options.ContactSheet}"),
            values);
    }

    static void CheckOutput(TranscodeOptions options)
    {
        if (options.ContactSheet is { } sheet)
        {
            StillImage.CheckPath(sheet);
        }

        if (options.Input.Length == 0 || options.Output.Length == 0)
        {
            throw new MediaException("a file's name is empty; give the clip and the output");
        }

        if (Path.GetFullPath(options.Input) == Path.GetFullPath(options.Output))
        {
            throw new MediaException($"{options.Output}: input and output are the same file; name another output");
        }

        if (File.Exists(options.Output) && !options.Overwrite)
        {
            throw new MediaException($"{options.Output} is there already; add --overwrite to replace it, or name another output");
        }
    }

    /// <summary>Of the cut; 0 where the source does not say.</summary>
    static double ExpectedSeconds(TranscodeOptions options, VideoSource source)
    {
        double whole = Math.Max(0, (source.Clip.Duration - (options.Start ?? TimeSpan.Zero)).TotalSeconds);
        return options.Duration is { } cut ? Math.Min(whole == 0 ? double.MaxValue : whole, cut.TotalSeconds) : whole;
    }

    static long? ExpectedFrames(TranscodeOptions options, VideoSource source, double seconds) =>
        options.Start is null && options.Duration is null && source.Video.FrameCount is { } count ? count
        : seconds > 0 ? (long)Math.Ceiling(seconds * source.FrameRate.ToDouble())
        : null;

    static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using LiveStyle.App.Progress;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Presentation;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Stylization;

namespace LiveStyle.App.Playing;

/// <summary>Plays without a window, every frame and as fast as it goes: what the window would show goes to pictures or into a film.</summary>
sealed class HeadlessPlayer(IProgressDisplay display)
{
    /// <exception cref="LiveStyleException">It can't be played.</exception>
    public async Task RunAsync(PlayOptions options, CancellationToken cancellation)
    {
        PlaySetup setup = await PlaySetup.OpenAsync(options, options.Stylizer.GpuInstance, cancellation);
        PlaySource source = setup.Source;
        using PlayGraphics graphics = PlayGraphics.Open(
            setup.Bundle, setup.Stylizer, options.Stylizer.GpuInstance, source.Size, source.Format, scale: 1);
        using GpuImage canvas = PictureComposer.CreateCanvas(graphics.Device, source.Size);
        using var pool = new FramePool(source.Size);
        using var reader = new CanvasReader(graphics.Device, pool);
        using Picture picture = graphics.Stage.CreatePicture();
        await using FrameRecorder? recorder = options.Recording is { } path
            ? await FrameRecorder.CreateAsync(path, source, setup.Options.Overwrite, cancellation)
            : null;
        if (options.Pictures is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var weights = new float[setup.Bundle.Styles.Names.Count];
        var embedding = new float[setup.Bundle.Styles.EmbeddingLength];
        var overlay = new PlayOverlay(setup, graphics.Stage.DeviceName);
        var meter = new ProgressMeter(options.Frames ?? source.Clip?.Video?.FrameCount, TimeProvider.System);
        var statistics = new PlayStatistics(TimeProvider.System);
        long count = 0;
        TimeSpan from = options.Start ?? TimeSpan.Zero;
        while (count < (options.Frames ?? long.MaxValue))
        {
            long before = count;
            await using IFrameSource<HostFrame> frames = await source.OpenAsync(from, cancellation);
            while (count < (options.Frames ?? long.MaxValue) && await frames.ReadAsync(cancellation) is { } frame)
            {
                using HostFrame held = frame;
                double seconds = from.TotalSeconds + frame.Timestamp.Seconds;
                setup.Mixer.Evaluate(seconds, weights);
                setup.Bundle.Styles.Mix(weights, embedding);
                graphics.Stage.Render(frame, source.Size, embedding, picture);
                statistics.Show();
                overlay.Update(statistics, source.Size, TimeSpan.FromSeconds(seconds), isPaused: false);
                graphics.Composer.Compose(picture.Original, picture.Stylized, canvas, new PictureComposition
                {
                    Split = (options.Split ?? 0) * canvas.Size.Width,
                    Text = options.ShowsOverlay ? overlay.Text : null,
                });
                using HostFrame shown = reader.Read(canvas);
                shown.Timestamp = frame.Timestamp;
                count++;
                if (options.Pictures is { } into)
                {
                    StillImage.Save(shown, Path.Combine(into, $"frame-{count:0000}.png"));
                }

                if (recorder is not null)
                {
                    await recorder.WriteAsync(shown.AddReference(), TimeSpan.FromSeconds(seconds), cancellation);
                }

                meter.Update(count);
                display.Report(meter);
            }

            if (!options.IsLooped || source.IsLive || count == before)
            {
                break;
            }

            from = TimeSpan.Zero;
        }

        if (recorder is not null)
        {
            await recorder.CompleteAsync(cancellation);
        }

        string where = string.Join(" and ", new[] { options.Pictures, options.Recording }.OfType<string>());
        display.Done(
            $"{where}: {count} frames, {source.Size}; made at {meter.Frames / Math.Max(meter.Elapsed.TotalSeconds, 1e-9):0.##} frames per second on {graphics.Stage.DeviceName}",
            new Dictionary<string, object> { ["frames"] = count, ["device"] = graphics.Stage.DeviceName, ["width"] = source.Size.Width, ["height"] = source.Size.Height });
    }
}

using System.CommandLine;
using LiveStyle.App.Displays;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.App.Commands;

/// <summary>livestyle stylize: still pictures.</summary>
static class StylizeCommand
{
    static readonly Argument<string[]> Paths = new("IN... OUT")
    {
        Description = "Pictures (JPEG, PNG, WebP), then the output: a picture for one input, a folder for many",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<string?> Size = new("--size") { Description = "Size of the output, WIDTHxHEIGHT; one side may be left out", HelpName = "SIZE" };
    static readonly Option<int?> Quality = NumberOption.Create<int>("--quality", "Of a JPEG or WebP, 1 to 100; 92 by default", "a whole number, 1 to 100");
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace pictures that are there" };

    public static Command Create()
    {
        var command = new ExampleCommand("stylize", "Restyle still pictures, turned upright, each at its own size.", """
            livestyle stylize photo.jpg painted.png --style munch-scream
            livestyle stylize *.jpg painted/ --style "hokusai-great-wave*0.6 + picabia-udnie*0.4"
            livestyle stylize photo.jpg painted.png --style van-gogh-starry-night --stroke-size 1
            livestyle stylize photo.jpg painted.png --style-file my.style.safetensors
            """)
        {
            Paths, SharedOptions.Style, SharedOptions.StyleFiles, SharedOptions.Strength, StrokeOption.Size, Size, Quality, Overwrite,
            SharedOptions.Model, SharedOptions.Device, SharedOptions.Threads, SharedOptions.Progress,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string[] paths = parsed.GetRequiredValue(Paths);
        IReadOnlyList<StyleFile> styleFiles = SharedOptions.ReadStyleFiles(parsed);
        Blend blend = SharedOptions.ReadBlend(parsed, styleFiles) ?? throw new UsageException("no style was named; give --style NAME (livestyle styles lists all)");
        int quality = parsed.GetValue(Quality) ?? 92;
        if (quality is < 1 or > 100)
        {
            throw new UsageException($"--quality {quality}: give 1 to 100");
        }

        double? strokeSize = StrokeOption.Read(parsed);
        SharedOptions.ReadSize(parsed.GetValue(Size), new FrameSize(1, 1)); // so that a wrong one is told once, not of every picture
        IReadOnlyList<(string Input, string Output)> work = Plan(paths, parsed.GetValue(Overwrite));
        using ProgressDisplay display = SharedOptions.OpenProgress(parsed);
        ModelBundle bundle = ModelBundle.Open(parsed.GetRequiredValue(SharedOptions.Model)).WithStyles(styleFiles);
        float[] embedding = bundle.Styles.Embed(blend);
        await using IStylizer stylizer = Stylizer.Open(bundle, SharedOptions.StylizerOptions(parsed) with { StrokeSize = strokeSize });

        var meter = new ProgressMeter(work.Count, TimeProvider.System);
        var failures = new List<string>();
        for (int i = 0; i < work.Count; i++)
        {
            display.Report(meter);
            try
            {
                cancellation.ThrowIfCancellationRequested();
                if (Stylize(stylizer, embedding, work[i].Input, work[i].Output, parsed.GetValue(Size), quality, cancellation) is { } lost)
                {
                    display.Note(lost);
                }
            }
            catch (LiveStyleException problem) when (work.Count > 1)
            {
                // One bad picture among many costs only itself.
                failures.Add(work[i].Input);
                string failure = Cures.Tell(problem);
                display.Note(failure);
                SharedOptions.TellUnlessShown(parsed, failure);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new StoppedException($"stopped; {i - failures.Count} of {work.Count} pictures are done, {work[i].Output} was not written");
            }

            meter.Update(i + 1);
        }

        int done = work.Count - failures.Count;
        if (failures.Count > 0)
        {
            throw new LiveStyleException($"{failures.Count} of {work.Count} pictures failed ({string.Join(", ", failures)}); the others are done, mend these and run it again for them");
        }

        display.Report(meter);
        display.Done(
            work.Count == 1 ? $"{work[0].Output}: done" : $"{done} pictures done in {paths[^1]}",
            new Dictionary<string, object> { ["pictures"] = done });
        return 0;
    }

    /// <returns>One line on what the output can't hold; null: nothing.</returns>
    static string? Stylize(
        IStylizer stylizer, float[] embedding, string input, string output, string? sizeText, int quality, CancellationToken cancellation)
    {
        HostFrame picture = StillImage.LoadWithAlpha(input);
        string? lost = null;
        if (picture.Alpha is not null && !StillImage.HoldsAlpha(output))
        {
            picture.Dispose();
            picture = StillImage.Load(input);
            lost = $"lost: the alpha of {input}, which {output} can't hold, so white lies beneath; .png and .webp can";
        }

        if (SharedOptions.ReadSize(sizeText, picture.Size) is { } size && size != picture.Size)
        {
            using HostFrame whole = picture;
            picture = StillImage.Resize(whole, size);
        }

        using (picture)
        {
            stylizer.CheckSize(picture.Size);
            using HostFrame stylized = HostFrame.Allocate(picture.Size);
            stylizer.Stylize(picture, stylized, embedding, cancellation);
            stylized.Alpha = picture.Alpha?.AddReference();
            StillImage.Save(stylized, output, quality);
            return lost;
        }
    }

    /// <summary>One input and a picture's name, or any number and a folder: then outputs keep the inputs' names.</summary>
    static List<(string Input, string Output)> Plan(string[] paths, bool overwrite)
    {
        if (paths.Length < 2)
        {
            throw new UsageException("give at least one picture, and the output last; livestyle stylize --help shows how");
        }

        if (paths.Contains(""))
        {
            throw new MediaException("a file's name is empty; give pictures, and the output last");
        }

        string last = paths[^1];
        bool isFolder = paths.Length > 2 || Directory.Exists(last) || Path.EndsInDirectorySeparator(last);
        if (isFolder && File.Exists(last))
        {
            throw new MediaException($"{last} is a file, and there are {paths.Length - 1} pictures to write; give a folder last");
        }

        if (isFolder && Path.HasExtension(last) && !Directory.Exists(last) && !Path.EndsInDirectorySeparator(last))
        {
            throw new MediaException($"{last} is no folder, and there are {paths.Length - 1} pictures to write; give a folder last (end it with {Path.DirectorySeparatorChar})");
        }

        if (isFolder)
        {
            Directory.CreateDirectory(last);
        }

        var work = paths[..^1].Select(input => (input, isFolder ? Path.Combine(last, NameFor(input)) : last)).ToList();
        foreach (IGrouping<string, (string, string Output)> same in work.GroupBy(pair => pair.Item2).Where(group => group.Count() > 1))
        {
            throw new MediaException($"{same.Key} would be written {same.Count()} times; rename one of the pictures");
        }

        IReadOnlySet<string> originals = RealPath.OfFiles(paths[..^1]);
        foreach (string output in work.Select(pair => pair.Item2))
        {
            if (originals.Overlaps(RealPath.OfFiles([output])))
            {
                throw new MediaException($"{output}: input and output are the same file; name another output");
            }

            StillImage.CheckPath(output);
            if (File.Exists(output) && !overwrite && !StreamFile.IsStream(output))
            {
                throw new MediaException($"{output} is there already; add --overwrite to replace it, or name another output");
            }
        }

        return work;
    }

    /// <summary>The input's own name; a format that is read but not written becomes PNG.</summary>
    static string NameFor(string input) => Path.GetExtension(input).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" or ".webp"
        ? Path.GetFileName(input)
        : Path.GetFileNameWithoutExtension(input) + ".png";
}

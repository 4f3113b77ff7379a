using System.CommandLine;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Training.Additions;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using static LiveStyle.Training.Commands.DefaultedOption;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train add-style: one more style for a finished bundle, in a file of its own.</summary>
static class AddStyleCommand
{
    static readonly AdditionOptions Defaults = new() { Style = new StyleInfo { Slug = "", Title = "" } };
    static readonly int UsualPaintingSide = new TrainingOptions { Photos = "", Paintings = "", Vgg = "", Output = "" }.PaintingSide;

    static readonly Option<string> Model = new("--model") { Description = "Folder of the bundle whose network the style is for; it stays as it is", DefaultValueFactory = _ => "models/gallery" };
    static readonly Option<string[]> PaintingPaths = new("--painting")
    {
        Description = "The picture whose style is learned: a painting, a photograph or a texture; several are learned one after another",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<string> Vgg = new("--vgg")
    {
        Description = "VGG-19 weights, which measure content and style: torchvision's own vgg19-*.pth as it is downloaded "
            + "(https://download.pytorch.org/models/vgg19-dcbb9e9d.pth), or safetensors in its names for RGB 0..255 minus the ImageNet mean, F32 or F16; "
            + "the distilled network learns faster and less well",
        Required = true,
    };

    static readonly Option<string> PhotoFolder = new("--photos") { Description = "Folder of photographs to learn on, of any kind, sub-folders too; the frames of LiveStyle's sample clip by default" };
    static readonly Option<string> Output = new("--out") { Description = "The style's file, NAME.style.safetensors by default; with several paintings the folder of their files" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace the style's file and its preview if they are there" };
    static readonly Option<string> Slug = new("--slug") { Description = "The style's name in blends; the picture's file name by default" };
    static readonly Option<string> Title = new("--title") { Description = "Its name for people" };
    static readonly Option<string> Artist = new("--artist") { Description = "Who made the picture" };
    static readonly Option<string> Year = new("--year") { Description = "When it was made" };
    static readonly Option<string> Source = new("--source") { Description = "Where it was taken from" };
    static readonly Option<string> Licence = new("--licence") { Description = "Terms under which the picture may be used" };
    static readonly Option<long> Steps = Number("--steps", "Steps to learn", Defaults.Steps);
    static readonly Option<int?> PaintingSide = new("--painting-side") { Description = "Short side at which the picture is taken: the stroke size; as the bundle's own by default" };
    static readonly Option<double?> StyleWeight = new("--style-weight") { Description = "Of the style loss: higher paints more boldly; as the bundle's own by default" };
    static readonly Option<double> LearningRate = Number("--learning-rate", "Adam's, which falls in a cosine", Defaults.LearningRate);
    static readonly Option<int> Crop = Number("--crop", "Side of the square crops, in pixels", Defaults.CropSide);
    static readonly Option<int> Batch = Number("--batch", "Photographs a step", Defaults.Batch);
    static readonly Option<ulong> Seed = Number("--seed", "Of the crops", Defaults.Seed);
    static readonly Option<ConvolutionPrecision> Precision = Number("--precision", "Of the large convolutions: Float32, BFloat16 (half the time on processors that have it), or Auto", Defaults.Precision);
    static readonly Option<int> Threads = Number("--threads", "Threads of libtorch; 0 means all cores", 0);
    static readonly Option<double> PreviewSeconds = Number("--preview-seconds", "How often NAME.preview.png beside the style's file is drawn anew, with photographs in the style as it is by then; 0: never", 20.0);
    static readonly Option<string> EvaluateOn = new("--evaluate-on") { Description = "Folder of photographs to measure the losses on; some of --photos by default, which are not learned on" };
    static readonly Option<string> Paintings = new("--paintings") { Description = "Folder of the bundle's own paintings, where it is at hand: their losses are measured too, for scale" };
    static readonly Option<string> CompareWith = new("--compare-with") { Description = "A style of the bundle, trained with the network on this same picture: it is not begun with, and its losses are measured beside the new one's" };

    public static Command Create()
    {
        var command = new Command("add-style",
            "Learn one more style for a finished bundle, or several, in minutes each: the network stays, and a file with the style's own numbers is written, "
            + "which livestyle takes with --style-file. Ctrl+C keeps what is learned so far. "
            + "Example: livestyle-train add-style --model models/gallery --painting my.jpg --photos photos --vgg vgg19.safetensors")
        {
            PaintingPaths, PhotoFolder, Vgg, Model, Output, Overwrite, Slug, Title, Artist, Year, Source, Licence, Steps, PaintingSide, StyleWeight,
            LearningRate, Crop, Batch, Seed, Precision, Threads, PreviewSeconds, EvaluateOn, Paintings, CompareWith,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string model = parsed.GetRequiredValue(Model);
        ModelDescription bundle = ModelDescription.Load(Path.Combine(model, ModelDescription.FileName));
        string[] paths = parsed.GetRequiredValue(PaintingPaths);
        CheckAlone(parsed, paths);
        IReadOnlyList<AdditionOptions> all = [.. paths.Select(path => Read(parsed, bundle, path))];
        string? rival = parsed.GetValue(CompareWith);
        List<AdditionJob> jobs = [];
        foreach ((string path, AdditionOptions each) in paths.Zip(all))
        {
            each.Validate();
            CheckNames(bundle, each.Style.Slug, rival);
            if (jobs.FirstOrDefault(job => job.Style.Slug == each.Style.Slug) is { } same)
            {
                throw new LiveStyleException($"{path}: its style would be named '{each.Style.Slug}' as that of {same.Painting.Path}; rename one");
            }

            jobs.Add(new AdditionJob(new Painting(each.Style.Slug, path), each.Style, OutputOf(parsed.GetValue(Output), each.Style.Slug, paths.Length)));
        }

        double previewSeconds = parsed.GetValue(PreviewSeconds);
        if (previewSeconds is not (>= 0 and <= 1e6))
        {
            throw new LiveStyleException($"--preview-seconds {previewSeconds}: give 0 for none, or a number of seconds");
        }

        TimeSpan? previewEvery = previewSeconds > 0 ? TimeSpan.FromSeconds(previewSeconds) : null;
        jobs.ForEach(job => CheckOutput(job.Output, previewEvery is null ? null : AdditionPreview.PathBeside(job.Output), parsed.GetValue(Overwrite)));
        CheckPaintings(jobs);
        AdditionOptions options = all[0];
        IReadOnlyList<Painting> own = parsed.GetValue(Paintings) is { } folder ? PaintingsOf(bundle, folder) : [];
        IReadOnlyList<string>? pictures = parsed.GetValue(PhotoFolder) is { } learnOn ? PhotoPacker.ListPictures(learnOn) : null;
        string? clip = pictures is null ? SampleMedia.Find() : null;
        IReadOnlyList<string>? others = parsed.GetValue(EvaluateOn) is { } evaluateOn ? PhotoPacker.ListPictures(evaluateOn) : null;

        using var addition = new StyleAddition(model, parsed.GetRequiredValue(Vgg), options);
        using PhotoSplit photos = clip is null
            ? PhotoSplit.Pack(pictures!, others, options.CropSide, cancellation)
            : await PackFramesAsync(clip, others, options.CropSide, cancellation);
        foreach ((_, string reason) in photos.Skipped)
        {
            Console.Error.WriteLine("left out: " + reason);
        }

        var queue = new AdditionQueue(addition, photos, options) { PreviewEvery = previewEvery, Rival = rival, Own = own };
        return await queue.RunAsync(jobs, cancellation);
    }

    static async Task<PhotoSplit> PackFramesAsync(string clip, IReadOnlyList<string>? others, int smallest, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-frames-");
        try
        {
            return PhotoSplit.Pack(await SampleMedia.WriteFramesAsync(clip, folder.FullName, cancellation), others, smallest, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static AdditionOptions Read(ParseResult parsed, ModelDescription bundle, string path)
    {
        string slug = parsed.GetValue(Slug) ?? Painting.SlugOf(path);
        LastStage stage = LastStage.Read(bundle.Training);
        return new AdditionOptions
        {
            Style = new StyleInfo
            {
                Slug = slug,
                Title = parsed.GetValue(Title) ?? StyleCatalog.TitleOf(slug),
                Artist = parsed.GetValue(Artist),
                Year = parsed.GetValue(Year),
                Source = parsed.GetValue(Source),
                Licence = parsed.GetValue(Licence),
                PaintingSide = parsed.GetValue(PaintingSide) ?? stage.PaintingSide ?? UsualPaintingSide,
            },
            Losses = stage.Losses with { StyleWeight = parsed.GetValue(StyleWeight) ?? stage.Losses.StyleWeight },
            Steps = parsed.GetValue(Steps),
            LearningRate = parsed.GetValue(LearningRate),
            CropSide = parsed.GetValue(Crop),
            Batch = parsed.GetValue(Batch),
            Seed = parsed.GetValue(Seed),
            Precision = parsed.GetValue(Precision),
            Threads = parsed.GetValue(Threads),
        };
    }

    /// <summary>Options that one style alone can have.</summary>
    static void CheckAlone(ParseResult parsed, string[] paths)
    {
        Option<string>[] single = [Slug, Title, CompareWith];
        if (paths.Length > 1 && single.FirstOrDefault(option => parsed.GetValue(option) is not null) is { } given)
        {
            throw new LiveStyleException($"{given.Name} is of one style; give one --painting with it, or leave it out: styles are named as their pictures' files");
        }
    }

    /// <summary>The style's file: of one painting --out itself, of several NAME.style.safetensors in that folder.</summary>
    static string OutputOf(string? given, string slug, int count)
    {
        if (count == 1 || given is null)
        {
            return given ?? slug + StyleFile.Extension;
        }

        return Directory.Exists(given)
            ? Path.Combine(given, slug + StyleFile.Extension)
            : throw new LiveStyleException($"{given}: no such folder; with several paintings --out is the folder of the styles' files: create it, or give another");
    }

    static void CheckOutput(string output, string? preview, bool overwrite)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(output)) ?? output;
        if (!Directory.Exists(folder))
        {
            throw new LiveStyleException($"{folder}: no such folder; create it, or give another --out");
        }

        if (Directory.Exists(output))
        {
            throw new LiveStyleException($"{output} is a folder; give a file's name as --out");
        }

        if (!overwrite && (File.Exists(output) ? output : File.Exists(preview) ? preview : null) is { } there)
        {
            throw new LiveStyleException($"{there} is there already; add --overwrite to replace it, or give another --out");
        }
    }

    /// <summary>Before the first is learned, so that none of them fails after an hour.</summary>
    static void CheckPaintings(IReadOnlyList<AdditionJob> jobs)
    {
        if (Painting.Sort([.. jobs.Select(job => job.Painting)]).LeftOut is [var bad, ..])
        {
            throw new MediaException($"{bad.Path}: {bad.Reason}");
        }
    }

    static void CheckNames(ModelDescription bundle, string slug, string? rival)
    {
        string[] slugs = [.. bundle.Styles.Select(style => style.Slug)];
        if (slugs.Contains(slug))
        {
            throw new LiveStyleException($"{bundle.Name} has a style '{slug}' already; give the new one another --slug");
        }

        if (rival is not null && (rival == StyleInfo.Original || !slugs.Contains(rival)))
        {
            throw new LiveStyleException($"--compare-with {rival}: {bundle.Name} has no such painted style; give one of {string.Join(", ", slugs.Where(name => name != StyleInfo.Original))}");
        }
    }

    /// <summary>Those of the folder that are in the bundle.</summary>
    static IReadOnlyList<Painting> PaintingsOf(ModelDescription bundle, string folder)
    {
        List<Painting> found = [.. Painting.Find(folder, []).Where(painting => !painting.IsOriginal && bundle.Styles.Any(style => style.Slug == painting.Slug))];
        return found.Count > 0 ? found : throw new MediaException($"{folder}: holds no painting that is named as a style of {bundle.Name}; leave --paintings out");
    }
}

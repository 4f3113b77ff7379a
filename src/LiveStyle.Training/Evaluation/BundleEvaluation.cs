using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Comparison;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Evaluation;

/// <summary>A bundle with all that its measures need, and the measures in their order.</summary>
sealed class BundleEvaluation : IAsyncDisposable
{
    const int MostPhotographs = 8;
    const int DefaultPaintingSide = 320;

    /// <summary>The page of text has about as many pixels as a square of that side.</summary>
    const int TextSide = 320;

    /// <summary>Blends and strengths take many pictures: they are drawn small.</summary>
    static readonly FrameSize Small = new(256, 144);

    readonly List<IDisposable> owned = [];
    readonly EvaluatedBundle? beside;

    /// <exception cref="LiveStyleException">Something named is missing or unfit, or a measure asked for lacks what it needs.</exception>
    public BundleEvaluation(EvaluationOptions options)
    {
        Bundle = new EvaluatedBundle(options.Model);
        beside = options.Beside is { } other ? new EvaluatedBundle(other) : null;
        HostFrame picture = Own(StillImage.Load(options.Picture)), small = Own(StillImage.Fill(picture, Small));
        var measures = new List<IMeasure> { new GridMeasure(picture), new SteadinessMeasure(options.Clip, options.Motion, options.Pairs, beside), new SpeedMeasure(picture) };
        OptimizedPictures? optimized = null;
        PictureLosses? losses = null;
        if (options is { Vgg: { } vgg, Paintings: { } folder })
        {
            LossOptions objective = LastStage.Read(Bundle.Description.Training).Losses;
            IReadOnlyList<Painting> paintings = [.. Painting.Find(folder, [.. Bundle.Painted.Select(style => style.Slug)]).Where(painting => !painting.IsOriginal)];
            losses = Own(new PictureLosses(vgg, objective, paintings, PaintingSide));
            measures.InsertRange(0, [new StrengthMeasure(losses, small), new BlendMeasure(losses, small)]);
            optimized = Own(new OptimizedPictures(options.Cache, vgg, objective, paintings, PaintingSide, options.OptimizationSteps));
            if (options.Photos is { } photos)
            {
                measures.Insert(0, new LossMeasure(losses, optimized, [.. Squares(photos, options.Side)]));
            }
        }

        if (options.Clips is { } clips)
        {
            string style = options.ClipStyle ?? Bundle.Painted[0].Slug;
            if (Bundle.Painted.All(painted => painted.Slug != style))
            {
                throw new LiveStyleException($"--clip-style {style}: {options.Model} has {string.Join(", ", Bundle.Painted.Select(painted => painted.Slug))}");
            }

            if (!Directory.Exists(clips))
            {
                throw new LiveStyleException($"there is no folder {clips}; name the one that holds the clips");
            }

            measures.Add(new FilmSteadinessMeasure(clips, style, options.Steadiness, options.ClipFrames, losses));
        }

        measures.Add(new LegibilityMeasure(Own(options.Text is { } text ? StillImage.Load(text) : TextPage.Draw(TextSide).Frame), optimized, options.OptimizedTexts));
        if (options.Only.FirstOrDefault(name => measures.All(measure => measure.Name != name)) is { } unknown)
        {
            throw new LiveStyleException($"--only {unknown}: with what is given there are {string.Join(", ", measures.Select(measure => measure.Name))} (losses needs --vgg, --paintings and --photos; strength and blends need --vgg and --paintings; films needs --clips)");
        }

        Measures = [.. measures.Where(measure => options.Only.Count == 0 || options.Only.Contains(measure.Name))];
    }

    public EvaluatedBundle Bundle { get; }

    public IReadOnlyList<IMeasure> Measures { get; }

    public async ValueTask DisposeAsync()
    {
        owned.ForEach(thing => thing.Dispose());
        await Bundle.DisposeAsync();
        if (beside is not null)
        {
            await beside.DisposeAsync();
        }
    }

    int PaintingSide(string slug) => Bundle.Description.Styles.First(style => style.Slug == slug).PaintingSide ?? DefaultPaintingSide;

    IEnumerable<HostFrame> Squares(string folder, int side) =>
        PhotoPacker.ListPictures(folder).Take(MostPhotographs).Select(path =>
        {
            using HostFrame whole = StillImage.Load(path);
            return Own(StillImage.Fill(whole, new FrameSize(side, side)));
        });

    T Own<T>(T thing)
        where T : IDisposable
    {
        owned.Add(thing);
        return thing;
    }
}

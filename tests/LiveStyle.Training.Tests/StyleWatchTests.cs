using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

/// <summary>Early alarms of single styles.</summary>
public sealed class StyleWatchTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly List<string> warnings = [];
    readonly FeatureNetwork vgg;
    readonly Tensor photograph, painting;
    readonly StylizationLoss loss;
    readonly StyleWatch watch;

    public StyleWatchTests()
    {
        using var generator = new Generator(3);
        photograph = rand([1, 3, 48, 48], generator: generator);
        vgg = FeatureNetwork.Load(world.Vgg);
        painting = Painting.Find(world.Paintings, ["red-stripes"])[1].Load(64)!;
        loss = new StylizationLoss(vgg, new LossOptions(), [null, painting, painting]);
        watch = new StyleWatch(["original", "red-stripes", "blue-dots"], loss, warnings.Add);
    }

    [Fact]
    public void Style_that_changes_nothing_is_named_once_and_the_living_one_beside_it_is_not()
    {
        Look(from: 0, to: 1000, (1, photograph), (2, painting[.., .., ..48, ..48]));
        string warning = Assert.Single(warnings);
        Assert.Contains("red-stripes is no nearer to its painting", warning);
        Assert.Contains("--style-weight", warning);
    }

    [Fact]
    public void Style_is_given_time_before_it_is_judged()
    {
        Look(from: 0, to: 450, (1, photograph));
        Assert.Empty(warnings);
    }

    [Fact]
    public void Original_is_asked_for_no_style()
    {
        Look(from: 0, to: 1000, (0, photograph));
        Assert.Empty(warnings);
    }

    [Fact]
    public void Style_that_has_collapsed_to_one_color_is_named_once()
    {
        using Tensor gray = full(1, 3, 48, 48, 0.5);
        Look(from: 0, to: 450, (2, gray), (0, photograph));
        string warning = Assert.Single(warnings);
        Assert.Contains("blue-dots gives pictures of one color", warning);
    }

    public void Dispose()
    {
        loss.Dispose();
        vgg.Dispose();
        photograph.Dispose();
        painting.Dispose();
        world.Dispose();
    }

    void Look(long from, long to, params (long Style, Tensor Stylized)[] pictures)
    {
        using Tensor photographs = photograph.repeat(pictures.Length, 1, 1, 1), stylized = cat([.. pictures.Select(picture => picture.Stylized)], 0);
        using Tensor styles = tensor(pictures.Select(picture => picture.Style).ToArray());
        using Tensor isOriginal = tensor(pictures.Select(picture => picture.Style == 0 ? 1f : 0f).ToArray());
        for (long step = from; step < to; step++)
        {
            watch.Look(step, photographs, stylized, styles, isOriginal);
        }
    }
}

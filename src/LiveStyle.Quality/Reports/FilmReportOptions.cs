using LiveStyle.Quality.Losses;
using LiveStyle.Quality.Weights;

namespace LiveStyle.Quality.Reports;

/// <summary>How much of a film a report measures.</summary>
public sealed record FilmReportOptions
{
    /// <summary>The number of pairs of neighboring frames, spread evenly over the film.</summary>
    public int Samples { get; init; } = 10;

    /// <summary>The path of VGG-19's weights, torchvision's .pth or safetensors; null where content and style loss are not measured.</summary>
    public string? Vgg { get; init; }

    /// <summary>The folder of the paintings, files named as the styles; null where style loss is not measured.</summary>
    public string? Paintings { get; init; }

    /// <summary>Says, before the film is made, whether it could be reported on, as far as files tell.</summary>
    /// <exception cref="LiveStyleException">A file is missing or unfit.</exception>
    public void Check()
    {
        if (Paintings is not null && Vgg is null)
        {
            throw new LiveStyleException("paintings are of use with VGG-19's weights alone: give those too, or leave the paintings out") { Remedies = Remedies.LossWeights };
        }

        if (Vgg is not null && !File.Exists(Vgg))
        {
            throw new LiveStyleException($"{Vgg}: no such file; {VggWeights.Cure}, or measure no losses") { Remedies = Remedies.LossWeights };
        }

        if (Paintings is not null)
        {
            _ = PaintingFolder.Open(Paintings);
        }
    }
}

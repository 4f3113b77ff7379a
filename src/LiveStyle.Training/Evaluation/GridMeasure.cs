using System.Numerics;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Evaluation;

/// <summary>The regular grid that strided stems and depth-to-space heads leave on flat areas, which VGG losses don't see.</summary>
sealed class GridMeasure(HostFrame picture) : IMeasure
{
    const int Side = 256, Flat = 160, Window = 64;

    /// <summary>Periods of the networks' strides and blocks, in pixels.</summary>
    static readonly int[] Periods = [2, 4, 8];

    public string Name => "grid";

    public string Definition =>
        $"A {Side}×{Side} picture whose middle ({Flat}×{Flat}) is one flat color, stylized: root mean square, in levels of 255, of what the innermost {Window}×{Window} pixels hold at the frequencies of a grid of 2, 4 or 8 pixels (all multiples of 1/8 in both directions but 0). "
        + "A constant, a slope and brush strokes of other sizes don't count; an even texture of the same energy at every frequency would have a 64th of its power there.";

    public Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        using HostFrame scene = Scene(picture);
        var details = new JsonObject();
        for (int i = 0; i < bundle.Painted.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using HostFrame stylized = bundle.Stylize(scene, bundle.Painted[i].Slug);
            details[bundle.Painted[i].Slug] = Math.Round(Grid(stylized), 3);
            progress((i + 1.0) / bundle.Painted.Count);
        }

        double[] all = [.. details.Select(entry => entry.Value!.GetValue<double>())];
        return Task.FromResult(new Finding(
            [
                new Figure("grid on a flat area, mean of the styles", all.Average(), "levels of 255"),
                new Figure("grid on a flat area, worst style", all.Max(), "levels of 255"),
            ],
            details));
    }

    /// <summary>The picture's middle, with a flat square of its mean color.</summary>
    public static HostFrame Scene(HostFrame picture)
    {
        HostFrame scene = StillImage.Fill(picture, new FrameSize(Side, Side));
        Span<byte> mean = stackalloc byte[3];
        for (int channel = 0; channel < 3; channel++)
        {
            double sum = 0;
            for (int i = channel; i < scene.Pixels.Length; i += 3)
            {
                sum += scene.Pixels[i];
            }

            mean[channel] = (byte)(sum / (Side * Side));
        }

        const int start = (Side - Flat) / 2;
        for (int y = start; y < start + Flat; y++)
        {
            for (int x = start; x < start + Flat; x++)
            {
                mean.CopyTo(scene.Row(y)[(3 * x)..]);
            }
        }

        return scene;
    }

    /// <summary>Root mean square at the grid's frequencies in the middle of a frame, over all channels, in levels.</summary>
    public static double Grid(HostFrame frame)
    {
        int left = (frame.Size.Width - Window) / 2, top = (frame.Size.Height - Window) / 2, steps = Periods[^1];
        double power = 0;
        for (int channel = 0; channel < 3; channel++)
        {
            for (int v = 0; v < steps; v++)
            {
                for (int u = 0; u < steps; u++)
                {
                    if (u + v == 0)
                    {
                        continue;
                    }

                    Complex sum = Complex.Zero;
                    for (int y = 0; y < Window; y++)
                    {
                        Span<byte> row = frame.Row(top + y);
                        for (int x = 0; x < Window; x++)
                        {
                            sum += row[3 * (left + x) + channel] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (u * x + v * y) / steps);
                        }
                    }

                    double amplitude = sum.Magnitude / (Window * Window);
                    power += amplitude * amplitude;
                }
            }
        }

        return Math.Sqrt(power / 3);
    }
}

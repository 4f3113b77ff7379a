using LiveStyle.Styles;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

public class DisturbanceTests
{
    static readonly long[] Shape = [3, 3, 48, 64];

    [Fact]
    public void The_same_seed_and_step_disturb_alike_and_another_step_otherwise()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor photographs = rand(Shape, generator: new Generator(1));
        Tensor once = new Disturbance(Shape, 7, 30).Apply(photographs);
        Assert.Equal(once.data<float>().ToArray(), new Disturbance(Shape, 7, 30).Apply(photographs).data<float>().ToArray());
        Assert.NotEqual(once.data<float>().ToArray(), new Disturbance(Shape, 7, 31).Apply(photographs).data<float>().ToArray());
    }

    [Fact]
    public void Pictures_move_by_less_than_the_border_and_in_turn_not_at_all()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(64).to_type(ScalarType.Float32).expand(3, 1, 48, 64);
        var largest = new double[3];
        for (int step = 0; step < 12; step++)
        {
            Tensor moved = (new Disturbance(Shape, 1, step).Move(x) - x).narrow(3, Disturbance.Border, 64 - 2 * Disturbance.Border);
            for (int i = 0; i < 3; i++)
            {
                int kind = (i + step) % 3;
                largest[kind] = Math.Max(largest[kind], moved[i].abs().max().ToDouble());
            }
        }

        Assert.InRange(largest[0], 0, 1e-3);
        Assert.InRange(largest[1], 0.3, 1.001);
        Assert.InRange(largest[2], 1, Disturbance.Border);
    }

    [Fact]
    public void A_networks_own_picture_agrees_with_its_next_one_far_better_than_a_foreign_picture()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var network = new TransformNetwork(new ClassicArchitecture(4, 1), 1);
        Tensor photographs = nn.functional.interpolate(rand(3, 3, 6, 8, generator: new Generator(2)), size: [48, 64], mode: InterpolationMode.Bicubic, align_corners: false).clamp(0, 1);
        var disturbance = new Disturbance(Shape, 1, 5);
        Tensor embedding = network.Embeddings.repeat(3, 1);
        Tensor stylized = network.Paint(photographs, embedding);
        double own = SteadinessLoss.Evaluate(network, photographs, stylized, embedding, disturbance).mean().ToDouble();
        double other = SteadinessLoss.Evaluate(network, photographs, 1 - stylized, embedding, disturbance).mean().ToDouble();
        Assert.True(own < 0.5 * other, $"{own} and {other}");
        Assert.True(own > 0);
    }
}

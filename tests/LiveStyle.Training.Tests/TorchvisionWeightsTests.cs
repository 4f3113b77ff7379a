using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Quality.Losses;
using LiveStyle.TestKit.Weights;
using LiveStyle.Training.Losses;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

/// <summary>torchvision's own file of VGG-19 as --vgg: the features are those of torchvision's network.</summary>
public sealed class TorchvisionWeightsTests : IDisposable
{
    static readonly string[] Layers = ["relu1_1", "relu2_2", "relu3_1", "relu4_1", "relu5_1"];

    readonly TrainingFixture world = new();
    readonly List<TorchArray> arrays = VggArrays.Whole();

    string Torchvision => Path.Combine(world.Folder, "vgg19-dcbb9e9d.pth");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Features_are_those_of_torchvision_s_network_borders_too(bool isZip)
    {
        TorchFileWriter.Save(Torchvision, isZip, arrays);
        using FeatureNetwork vgg = FeatureNetwork.Load(Torchvision);
        using DisposeScope scope = NewDisposeScope();
        Tensor picture = Noise(1, 3, 48, 40);

        Dictionary<string, Tensor> ours = vgg.Activations(picture, Layers), theirs = AsTorchvision(picture);

        Assert.All(Layers, layer => Assert.True(Relative(ours[layer], theirs[layer]) < 1e-4, $"{layer}: {Relative(ours[layer], theirs[layer])}"));
    }

    [Fact]
    public void Features_are_those_of_the_equivalent_safetensors()
    {
        TorchFileWriter.Save(Torchvision, isZip: false, arrays);
        SaveEquivalent(world.Vgg);
        using FeatureNetwork torchvision = FeatureNetwork.Load(Torchvision), safetensors = FeatureNetwork.Load(world.Vgg);
        using DisposeScope scope = NewDisposeScope();
        Tensor picture = Noise(1, 3, 48, 40);

        Tensor one = torchvision.Activations(picture, ["relu1_1"])["relu1_1"], other = safetensors.Activations(picture, ["relu1_1"])["relu1_1"];

        // The two take means from the colors that differ by half a level: exact within, and next to nothing at the border of zeros.
        Assert.True(Relative(one.narrow(2, 1, 46).narrow(3, 1, 38), other.narrow(2, 1, 46).narrow(3, 1, 38)) < 1e-4);
        Dictionary<string, Tensor> all = torchvision.Activations(picture, Layers), others = safetensors.Activations(picture, Layers);
        Assert.All(Layers, layer => Assert.True(Relative(all[layer], others[layer]) < 5e-3, $"{layer}: {Relative(all[layer], others[layer])}"));
    }

    [Fact]
    public void Reports_measure_with_it_what_the_trainer_measures()
    {
        TorchFileWriter.Save(Torchvision, isZip: true, arrays);
        using HostFrame original = TrainingFixture.Draw(new FrameSize(60, 44), 1), stylized = TrainingFixture.Draw(new FrameSize(60, 44), 3);
        using FeatureNetwork vgg = FeatureNetwork.Load(Torchvision);
        using PerceptualLoss loss = PerceptualLoss.Load(Torchvision, new LossLayers());
        using DisposeScope scope = NewDisposeScope();
        using Tensor painting = Noise(1, 3, 32, 32);
        using var trainers = new StylizationLoss(vgg, new LossOptions(), [painting]);

        double expected = trainers.Evaluate(Runs.FrameTensor.From(original), Runs.FrameTensor.From(stylized), zeros(1, ScalarType.Int64), zeros(1)).Terms.Content;

        Assert.Equal(expected, loss.Content(loss.Look(original), loss.Look(stylized)), 1e-3 * expected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Program_learns_on_it(bool isZip)
    {
        TorchFileWriter.Save(Torchvision, isZip, arrays);
        (int code, string output, string error) = await TrainingProgram.RunAsync(Train());
        Assert.True(code == 0, error);
        Assert.Contains("Step 1 is saved", output);
    }

    [Theory]
    [InlineData("cut", "is cut short")]
    [InlineData("code", "asks for os.system, which weights have no need of; nothing of it was run")]
    [InlineData("vgg16", "holds features.17.weight, which VGG-19 has not")]
    [InlineData("missing", "can't be read")]
    public async Task Program_refuses_what_it_is_not_in_one_line_with_where_to_get_it(string what, string complaint)
    {
        TorchFileWriter.Save(Torchvision, isZip: false, what == "vgg16" ? VggArrays.Features([0, 2, 5, 7, 10, 12, 14, 17]) : arrays);
        byte[] whole = File.ReadAllBytes(Torchvision);
        string witness = Path.Combine(world.Folder, "witness");
        switch (what)
        {
            case "cut":
                File.WriteAllBytes(Torchvision, whole[..(whole.Length / 2)]);
                break;
            case "code":
                byte[] state = new PickleWriter().Code("}("u8).Text("features.0.weight").Global("os", "system").Text($"touch {witness}").Code(0x85).Code("Ru"u8).ToPickle();
                File.WriteAllBytes(Torchvision, TorchFileWriter.Plain(state, []));
                break;
            case "missing":
                File.Delete(Torchvision);
                break;
        }

        (int code, _, string error) = await TrainingProgram.RunAsync(Train());

        Assert.Equal(1, code);
        string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"livestyle-train: {Torchvision}: {complaint}", line);
        Assert.Contains("https://download.pytorch.org/models/vgg19-dcbb9e9d.pth", line);
        Assert.False(File.Exists(witness));
    }

    public void Dispose() => world.Dispose();

    string[] Train() =>
    [
        "run", "--photos", world.Photos, "--paintings", world.Paintings, "--vgg", Torchvision, "--out", Path.Combine(world.Folder, "run"), "--threads", "1",
        "--steps", "1", "--crop", "32", "--batch", "2", "--width", "4", "--painting-side", "64", "--photo-side", "48",
    ];

    /// <summary>As torchvision runs it: colors less the mean over the deviation, then convolutions with borders of zeros.</summary>
    Dictionary<string, Tensor> AsTorchvision(Tensor picture)
    {
        Tensor x = (picture - tensor(new[] { 0.485f, 0.456f, 0.406f }).reshape(1, 3, 1, 1)) / tensor(new[] { 0.229f, 0.224f, 0.225f }).reshape(1, 3, 1, 1);
        int[] indices = [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28], pools = [4, 9, 18, 27];
        var activations = new Dictionary<string, Tensor>();
        int block = 1, place = 1;
        for (int i = 0; i < indices.Length; i++)
        {
            if (pools.Contains(indices[i] - 1))
            {
                x = nn.functional.max_pool2d(x, 2, stride: 2);
                (block, place) = (block + 1, 1);
            }

            TorchArray kernel = arrays[2 * i], bias = arrays[2 * i + 1];
            x = nn.functional.conv2d(x, tensor(kernel.Values, kernel.Shape), tensor(bias.Values), padding: [1, 1]).relu();
            activations[$"relu{block}_{place++}"] = x;
        }

        return activations;
    }

    /// <summary>For colors 0..255 less the older mean: the deviation in the kernel, what the means differ by in the bias.</summary>
    void SaveEquivalent(string path)
    {
        float[] deviation = [0.229f, 0.224f, 0.225f], mean = [0.485f, 0.456f, 0.406f], older = [123.68f, 116.779f, 103.939f];
        float[] kernel = [.. arrays[0].Values.Select((value, i) => value / (255 * deviation[i / 9 % 3]))];
        float[] bias = [.. arrays[1].Values.Select((value, map) =>
            value + Enumerable.Range(0, 27).Sum(i => kernel[map * 27 + i] * (older[i / 9] - 255 * mean[i / 9])))];
        SafetensorsFile.Save(path,
            [("features.0.weight", arrays[0].Shape, kernel), ("features.0.bias", arrays[1].Shape, bias),
            .. arrays.Skip(2).Where(array => array.Name.StartsWith("features")).Select(array => (array.Name, array.Shape, (ReadOnlyMemory<float>)array.Values))]);
    }

    static Tensor Noise(params long[] shape)
    {
        using var generator = new Generator(4);
        return rand(shape, generator: generator);
    }

    static double Relative(Tensor one, Tensor other) => ((one - other).abs().max() / other.abs().max()).ToDouble();
}

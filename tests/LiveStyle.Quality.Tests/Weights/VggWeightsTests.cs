using LiveStyle.Bundles;
using LiveStyle.Quality.Weights;
using LiveStyle.TestKit.Weights;
using Xunit;

namespace LiveStyle.Quality.Tests.Weights;

/// <summary>torchvision's own file of VGG-19, and files of other networks that people take for it.</summary>
public sealed class VggWeightsTests : IDisposable
{
    static readonly int[] Vgg16 = [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28], Vgg13 = [0, 2, 5, 7, 10, 12, 15, 17, 20, 22], WithNormalization = [0, 3, 7, 10];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-vgg-");

    string FilePath => Path.Combine(folder.FullName, "vgg19-dcbb9e9d.pth");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Convolutions_of_torchvision_s_file_are_read_up_to_relu5_1(bool isZip)
    {
        List<TorchArray> arrays = VggArrays.Whole();
        TorchFileWriter.Save(FilePath, isZip, arrays);

        VggWeights weights = VggWeights.Load(FilePath);

        Assert.Equal(
            ["relu1_1", "relu1_2", "relu2_1", "relu2_2", "relu3_1", "relu3_2", "relu3_3", "relu3_4", "relu4_1", "relu4_2", "relu4_3", "relu4_4", "relu5_1"],
            weights.Layers.Select(layer => layer.Name));
        Assert.Equal(["relu1_2", "relu2_2", "relu3_4", "relu4_4"], weights.Layers.Where(layer => layer.IsPooled).Select(layer => layer.Name));
        Assert.False(weights.IsDistilled);
        for (int i = 1; i < 13; i++)
        {
            Assert.Equal(arrays[2 * i].Values, weights.Layers[i].Kernel.ToArray());
            Assert.Equal(arrays[2 * i + 1].Values, weights.Layers[i].Bias.ToArray());
        }
    }

    [Fact]
    public void First_convolution_sees_of_a_color_what_torchvision_s_sees()
    {
        List<TorchArray> arrays = VggArrays.Whole();
        TorchFileWriter.Save(FilePath, isZip: false, arrays);
        VggLayer first = VggWeights.Load(FilePath).Layers[0];
        float[] mean = [0.485f, 0.456f, 0.406f], deviation = [0.229f, 0.224f, 0.225f], color = [12, 200, 77];
        for (int map = 0; map < first.Outputs; map++)
        {
            double ours = first.Bias.Span[map], theirs = arrays[1].Values[map];
            for (int i = 0; i < 27; i++)
            {
                int channel = i / 9;
                ours += first.Kernel.Span[map * 27 + i] * (color[channel] - VggWeights.Load(FilePath).InputMean[channel]);
                theirs += arrays[0].Values[map * 27 + i] * (color[channel] / 255 - mean[channel]) / deviation[channel];
            }

            Assert.Equal(theirs, ours, 1e-5);
        }
    }

    [Fact]
    public void Safetensors_are_taken_for_colors_to_255_as_ever()
    {
        List<TorchArray> arrays = VggArrays.Whole();
        string path = Path.Combine(folder.FullName, "vgg19.safetensors");
        SafetensorsFile.Save(path, arrays.Select(array => (array.Name, array.Shape, (ReadOnlyMemory<float>)array.Values)));

        VggWeights weights = VggWeights.Load(path);

        Assert.Equal(arrays[0].Values, weights.Layers[0].Kernel.ToArray());
        Assert.Equal([123.68f, 116.779f, 103.939f], weights.InputMean);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Classifier_is_not_read(bool isZip)
    {
        // 64 MB of it, where the convolutions have some kilobytes.
        TorchArray classifier = new("classifier.0.weight", [4096, 4096], new float[4096 * 4096]);
        TorchFileWriter.Save(FilePath, isZip, [.. VggArrays.Whole().Where(array => array.Name != classifier.Name), classifier]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        VggWeights.Load(FilePath);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_networks_are_refused_by_what_they_hold(bool isZip)
    {
        Refuses(VggArrays.Features(Vgg16), "holds features.17.weight, which VGG-19 has not");
        Refuses(VggArrays.Features(Vgg13), "holds features.15.weight, which VGG-19 has not");
        Refuses([.. VggArrays.Features(WithNormalization), new("features.1.num_batches_tracked", [], [9], "LongStorage")], "holds features.3.weight, which VGG-19 has not");
        Refuses([new("conv1.weight", [64, 3, 7, 7], new float[64 * 147]), new("bn1.num_batches_tracked", [], [9], "LongStorage")], "holds no features.0.weight");
        Refuses([new("features.0.weight", [4, 3, 11, 11], new float[4 * 363]), new("features.0.bias", [4], new float[4])], "features.0.weight is [4,3,11,11], not [out,3,3,3]");
        Refuses([], "holds no features.0.weight");

        void Refuses(IReadOnlyList<TorchArray> arrays, string complaint)
        {
            TorchFileWriter.Save(FilePath, isZip, arrays);
            string message = Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message;
            Assert.StartsWith($"{FilePath}: {complaint}", message);
            Assert.Contains("VGG-19", message);
            Assert.EndsWith("give torchvision's vgg19-dcbb9e9d.pth (https://download.pytorch.org/models/vgg19-dcbb9e9d.pth) or safetensors with the same names", message);
        }
    }

    [Fact]
    public void File_that_is_missing_or_no_file_of_weights_is_refused_with_where_to_get_one()
    {
        Assert.Contains("download.pytorch.org", Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message);
        File.WriteAllText(FilePath, "<html>404 Not Found</html>");
        Assert.Contains("download.pytorch.org", Assert.Throws<ModelException>(() => VggWeights.Load(FilePath)).Message);
    }

    public void Dispose() => folder.Delete(recursive: true);
}

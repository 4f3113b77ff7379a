using CsCheck;
using LiveStyle.Quality.Weights;
using LiveStyle.TestKit.Properties;
using LiveStyle.TestKit.Weights;
using Xunit;

namespace LiveStyle.Quality.Tests.Weights;

/// <summary>Files as PyTorch's torch.save writes them, in both of its formats, whole and otherwise.</summary>
public sealed class TorchFileTests : IDisposable
{
    static readonly TorchArray[] Some =
    [
        new("first.weight", [2, 1, 3], [1, -2, 3.5f, 4, 0.25f, -6]),
        new("first.bias", [2], [0.5f, -0.125f]),
        new("scale", [], [7]),
    ];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-torch-");

    string FilePath => Path.Combine(folder.FullName, "weights.pth");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Arrays_come_back_with_their_names_shapes_and_values(bool isZip)
    {
        TorchFileWriter.Save(FilePath, isZip, Some);

        using TorchFile file = TorchFile.Open(FilePath);

        Assert.Equal(Some.Select(array => array.Name), file.Shapes.Keys);
        Assert.All(Some, array => Assert.Equal(array.Shape, file.Shapes[array.Name]));
        Assert.All(Some, array => Assert.Equal(array.Values, file.Read(array.Name)));
    }

    [Theory]
    [InlineData("HalfStorage")]
    [InlineData("BFloat16Storage")]
    [InlineData("DoubleStorage")]
    public void Other_precisions_are_widened(string storage)
    {
        TorchFileWriter.Save(FilePath, true, Some[0] with { Storage = storage });

        using TorchFile file = TorchFile.Open(FilePath);

        Assert.Equal(Some[0].Values, file.Read("first.weight"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tensors_that_are_parts_of_one_storage_are_found_in_it(bool isZip)
    {
        TorchArray whole = new("all", [6], [1, 2, 3, 4, 5, 6]);
        byte[] state = new PickleWriter().Code("}("u8)
            .Text("part").Global("torch._utils", "_rebuild_tensor").Code('(')
            .Storage("FloatStorage", isZip ? "0" : "94000000", 6, withView: false).Number(2).Numbers(3).Numbers(1).Code("tRu"u8).ToPickle();
        File.WriteAllBytes(FilePath, isZip ? TorchFileWriter.Zip(state, [whole]) : TorchFileWriter.Plain(state, [whole]));

        using TorchFile file = TorchFile.Open(FilePath);

        Assert.Equal([3, 4, 5], file.Read("part"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_cut_short_anywhere_is_refused_with_the_cure(bool isZip)
    {
        TorchFileWriter.Save(FilePath, isZip, Some);
        byte[] whole = File.ReadAllBytes(FilePath);
        Assert.All(Enumerable.Range(0, whole.Length), length =>
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            string message = Assert.Throws<ModelException>(ReadAll).Message;
            Assert.StartsWith($"{FilePath}: is cut short", message);
            Assert.Contains("download.pytorch.org/models/vgg19-dcbb9e9d.pth", message);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damaged_file_is_read_or_refused_and_nothing_else(bool isZip)
    {
        TorchFileWriter.Save(FilePath, isZip, Some);
        byte[] whole = File.ReadAllBytes(FilePath);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[1, 8]).Holds((at, value, count) =>
        {
            byte[] damaged = [.. whole];
            damaged.AsSpan(at, Math.Min(count, damaged.Length - at)).Fill(value);
            File.WriteAllBytes(FilePath, damaged);
            if (Record.Exception(ReadAll) is { } problem)
            {
                Assert.DoesNotContain('\n', Assert.IsType<ModelException>(problem).Message);
            }
        }, times: 1500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Shape_that_claims_more_than_the_file_holds_costs_no_memory(bool isZip)
    {
        TorchArray little = new("little", [3], [1, 2, 3]);
        byte[] state = new PickleWriter().Code("}("u8)
            .Text("liar").Global("torch._utils", "_rebuild_tensor").Code('(')
            .Storage("FloatStorage", isZip ? "0" : "94000000", 1 << 30, withView: false).Number(0).Numbers(1 << 20, 1 << 10).Numbers(1 << 10, 1).Code("tRu"u8).ToPickle();
        File.WriteAllBytes(FilePath, isZip ? TorchFileWriter.Zip(state, [little]) : TorchFileWriter.Plain(state, [little]));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ModelException>(ReadAll);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Tensor_that_is_not_stored_row_by_row_is_refused_with_the_cure()
    {
        TorchFileWriter.Save(FilePath, true, new TorchArray("turned", [2, 3], [1, 2, 3, 4, 5, 6], Strides: [1, 2]));
        Assert.Contains(".contiguous()", Assert.Throws<ModelException>(ReadAll).Message);
    }

    [Fact]
    public void Whole_numbers_are_no_weights()
    {
        TorchFileWriter.Save(FilePath, true, new TorchArray("count", [2], [1, 2], "LongStorage"));
        Assert.Contains("stored as torch.LongStorage", Assert.Throws<ModelException>(ReadAll).Message);
    }

    [Fact]
    public void Big_endian_values_are_refused()
    {
        File.WriteAllBytes(FilePath, TorchFileWriter.Zip(TorchFileWriter.Python3(Some), Some, byteOrder: "big"));
        Assert.Contains("fetch it again", Assert.Throws<ModelException>(ReadAll).Message);
    }

    public void Dispose() => folder.Delete(recursive: true);

    void ReadAll()
    {
        using TorchFile file = TorchFile.Open(FilePath);
        foreach (string name in file.Shapes.Keys)
        {
            file.Read(name);
        }
    }
}

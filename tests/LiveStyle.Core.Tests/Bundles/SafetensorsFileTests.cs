using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using LiveStyle.Bundles;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Core.Tests.Bundles;

public sealed class SafetensorsFileTests : IDisposable
{
    readonly string path = Path.Combine(Directory.CreateTempSubdirectory("livestyle-safetensors-").FullName, "arrays.safetensors");

    [Fact]
    public void Saved_arrays_come_back_in_order_with_their_shapes_and_texts()
    {
        SafetensorsFile.Save(path, [("b", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 }), ("a", [1], new[] { -0.5f })], new Dictionary<string, string> { ["step"] = "7" });
        SafetensorsFile file = SafetensorsFile.Load(path);
        Assert.Equal(["b", "a"], file.Names);
        Assert.Equal([2L, 3L], file.ShapeOf("b"));
        Assert.Equal([1, 2, 3, 4, 5, 6], file.Read("b"));
        Assert.Equal([-0.5f], file.Read("a"));
        Assert.Equal("7", file.Metadata["step"]);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Half_precision_is_widened()
    {
        Half[] halves = [(Half)0.5f, (Half)(-3.25f), Half.MaxValue, Half.Epsilon];
        File.WriteAllBytes(path, Build("""{"x":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}}""", MemoryMarshal.AsBytes<Half>(halves)));
        Assert.Equal(halves.Select(half => (float)half), SafetensorsFile.Load(path).Read("x"));
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""", "BF16")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", "cut short")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "cut short")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "cut short")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "cut short")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1]}}""", "damaged")]
    [InlineData("""{"x":3}""", "damaged")]
    [InlineData("[1]", "damaged")]
    [InlineData("{{", "damaged")]
    public void Damaged_header_is_refused_in_one_line(string header, string reason)
    {
        ModelException problem = Assert.Throws<ModelException>(() => SafetensorsFile.Parse(Build(header, new byte[8]), "file"));
        Assert.Contains(reason, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Unknown_array_is_named_beside_those_that_there_are()
    {
        SafetensorsFile.Save(path, [("here", [1], new float[1])]);
        Assert.Contains("here", Assert.Throws<ModelException>(() => SafetensorsFile.Load(path).Read("there")).Message);
    }

    [Fact]
    public void File_cut_or_changed_anywhere_is_read_or_refused_but_never_crashes()
    {
        SafetensorsFile.Save(path, [("one", [4], new float[4]), ("two", [2, 2], new float[4])]);
        byte[] whole = File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length - 1], Gen.Byte).Holds((length, at, value) =>
        {
            byte[] changed = whole[..];
            changed[at] = value;
            try
            {
                SafetensorsFile file = SafetensorsFile.Parse(changed[..length], "file");
                foreach (string name in file.Names)
                {
                    file.Read(name);
                }
            }
            catch (ModelException)
            {
            }
        });
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    static byte[] Build(string header, ReadOnlySpan<byte> data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(header));
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }
}

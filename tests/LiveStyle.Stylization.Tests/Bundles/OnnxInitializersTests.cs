using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit;
using Xunit;

namespace LiveStyle.Stylization.Tests.Bundles;

public sealed class OnnxInitializersTests
{
    /// <summary>ModelProto { graph { initializer { dims 3, data_type FLOAT, name "a.kernel", raw_data 1 2 3 } } }.</summary>
    static byte[] Model => [0x3A, 0x1E, 0x2A, 0x1C, 0x08, 3, 0x10, 1, 0x42, 8, .. "a.kernel"u8, 0x4A, 12, .. Floats];

    static byte[] Floats => [.. new[] { 1f, 2f, 3f }.SelectMany(BitConverter.GetBytes)];

    [Fact]
    public void Float_arrays_come_by_name_however_they_are_stored()
    {
        byte[] asFields = [.. Model];
        asFields[18] = 0x22; // float_data, packed

        foreach (byte[] file in new[] { Model, asFields })
        {
            KeyValuePair<string, float[]> array = Assert.Single(OnnxInitializers.Read(file));
            Assert.Equal("a.kernel", array.Key);
            Assert.Equal([1f, 2f, 3f], array.Value);
        }
    }

    [Fact]
    public void Arrays_of_other_types_are_passed_over()
    {
        byte[] integers = [.. Model];
        integers[7] = 7;

        Assert.Empty(OnnxInitializers.Read(integers));
    }

    [Fact]
    public void A_network_that_is_cut_short_is_told_to_be_damaged()
    {
        byte[] network = File.ReadAllBytes(Repository.PathOf("models/live/network.onnx"));

        foreach (int length in new[] { 1, 10, network.Length / 2, network.Length - 1 })
        {
            Assert.Contains("network.onnx is damaged", Assert.Throws<ModelException>(() => OnnxInitializers.Read(network[..length])).Message);
        }
    }

    [Fact]
    public void Damage_of_any_kind_is_read_or_told_but_nothing_else()
    {
        var random = new Random(1);
        int told = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] file = [.. Model];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            try
            {
                OnnxInitializers.Read(file);
            }
            catch (ModelException)
            {
                told++;
            }
        }

        Assert.InRange(told, 1000, 19_999);
    }
}

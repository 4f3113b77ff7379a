using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace LiveStyle.TestKit.Weights;

/// <summary>
/// Writes files of weights as PyTorch's torch.save does: the zip archive as Python 3 fills it today, and the plain file of before
/// PyTorch 1.6 as Python 2 did, which torchvision's older files are.
/// </summary>
static class TorchFileWriter
{
    public static void Save(string path, bool isZip, params IReadOnlyList<TorchArray> arrays) =>
        File.WriteAllBytes(path, isZip ? Zip(Python3(arrays), arrays) : Plain(Python2(arrays), arrays));

    /// <summary>The archive, with any object's pickle.</summary>
    public static byte[] Zip(byte[] pickle, IReadOnlyList<TorchArray> arrays, string byteOrder = "little")
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, byte[] content)
            {
                using Stream entry = archive.CreateEntry("archive/" + name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }

            Add("data.pkl", pickle);
            Add("byteorder", System.Text.Encoding.ASCII.GetBytes(byteOrder));
            for (int i = 0; i < arrays.Count; i++)
            {
                Add($"data/{i}", arrays[i].ToBytes());
            }

            Add("version", "3\n"u8.ToArray());
        }

        return file.ToArray();
    }

    /// <summary>The plain file, with any object's pickle.</summary>
    public static byte[] Plain(byte[] pickle, IReadOnlyList<TorchArray> arrays)
    {
        using var file = new MemoryStream();
        file.Write(new PickleWriter(true).Number(BigInteger.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber)).ToPickle());
        file.Write(new PickleWriter(true).Number(1001).ToPickle());
        file.Write(new PickleWriter(true).Code("}("u8).Text("protocol_version").Number(1001).Text("little_endian").Code(0x88)
            .Text("type_sizes").Code("}("u8).Text("int").Number(4).Text("long").Number(4).Code("uu"u8).ToPickle());
        file.Write(pickle);

        // In the order of their keys as texts, not in that of the arrays.
        int[] order = [.. Enumerable.Range(0, arrays.Count).OrderBy(Key, StringComparer.Ordinal)];
        var keys = new PickleWriter(true).Code("]("u8);
        Array.ForEach(order, i => keys.Text(Key(i)));
        file.Write(keys.Code('e').ToPickle());
        foreach (int i in order)
        {
            var count = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(count, arrays[i].Values.Length);
            file.Write(count);
            file.Write(arrays[i].ToBytes());
        }

        return file.ToArray();
    }

    /// <summary>A state_dict() as Python 3 pickles it, with the versions of its layers as the dictionary's own attribute.</summary>
    public static byte[] Python3(IReadOnlyList<TorchArray> arrays)
    {
        var pickle = new PickleWriter();
        pickle.Global("collections", "OrderedDict").Code(")Rq\0("u8);
        for (int i = 0; i < arrays.Count; i++)
        {
            TorchArray array = arrays[i];
            pickle.Text(array.Name).Global("torch._utils", "_rebuild_tensor_v2").Code('(')
                .Storage(array.Storage, $"{i}", array.Values.Length, withView: false).Number(0).Numbers(array.Shape).Numbers(StridesOf(array))
                .Code(0x89).Global("collections", "OrderedDict").Code(")RtR"u8);
        }

        return pickle.Code('u').Code("}"u8).Text("_metadata").Global("collections", "OrderedDict").Code(")R("u8)
            .Text("").Code("}"u8).Text("version").Number(1).Code("sus"u8).Code('b').ToPickle();
    }

    /// <summary>A state_dict() as Python 2 and the first PyTorch pickled it, its values still parameters.</summary>
    public static byte[] Python2(IReadOnlyList<TorchArray> arrays)
    {
        var pickle = new PickleWriter(true);
        pickle.Global("collections", "OrderedDict").Code("]("u8);
        for (int i = 0; i < arrays.Count; i++)
        {
            TorchArray array = arrays[i];
            pickle.Code("]("u8).Text(array.Name).Global("torch.nn.parameter", "Parameter").Global("torch._utils", "_rebuild_tensor").Code('(')
                .Storage(array.Storage, Key(i), array.Values.Length, withView: true).Number(0).Numbers(array.Shape).Numbers(StridesOf(array))
                .Code("tR"u8).Code(0x85).Code('R').Code(0x88, 0x89, (byte)'N', 0x87, (byte)'b').Code('e');
        }

        return pickle.Code('e').Code(0x85).Code('R').ToPickle();
    }

    /// <summary>Addresses in memory, as they were once: in no order.</summary>
    static string Key(int i) => $"{94_000_000 + i * 7_368_787 % 1_000_003}";

    static long[] StridesOf(TorchArray array)
    {
        if (array.Strides is not null)
        {
            return array.Strides;
        }

        var strides = new long[array.Shape.Length];
        for (long i = strides.Length - 1, step = 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= array.Shape[i];
        }

        return strides;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using LiveStyle.Files;

namespace LiveStyle.Bundles;

/// <summary>
/// A safetensors file: named arrays behind a JSON header. Format: 8 bytes little-endian header length N, N bytes
/// of JSON (name → dtype, shape, data_offsets relative to the end of the header), then the raw little-endian data.
/// Reads F32 and F16 (widened to float32); writes F32.
/// </summary>
public sealed class SafetensorsFile
{
    const int LargestHeader = 100_000_000;

    readonly Dictionary<string, SafetensorsArray> arrays;
    readonly ReadOnlyMemory<byte> data;
    readonly string path;

    SafetensorsFile(Dictionary<string, SafetensorsArray> arrays, IReadOnlyDictionary<string, string> metadata, ReadOnlyMemory<byte> data, string path)
    {
        this.arrays = arrays;
        this.data = data;
        this.path = path;
        Metadata = metadata;
    }

    /// <summary>The header's free-form texts (its "__metadata__").</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Names in the order in which their data lie in the file.</summary>
    public IEnumerable<string> Names => arrays.OrderBy(pair => pair.Value.Begin).Select(pair => pair.Key);

    /// <summary>Tells whether the file has an array of this name; case counts.</summary>
    public bool Contains(string name) => arrays.ContainsKey(name);

    /// <summary>Gives the extents of an array, outermost first; a scalar has none.</summary>
    /// <exception cref="ModelException">No array has that name.</exception>
    public IReadOnlyList<long> ShapeOf(string name) => Find(name).Shape;

    /// <summary>Copies an array's values, row-major, as float32 whatever the file stores.</summary>
    /// <exception cref="ModelException">No array has that name.</exception>
    public float[] Read(string name)
    {
        SafetensorsArray array = Find(name);
        ReadOnlySpan<byte> bytes = data.Span[(int)array.Begin..(int)array.End];
        var values = new float[array.Count];
        if (array.Type == "F32")
        {
            MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
            return values;
        }

        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(bytes);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)halves[i];
        }

        return values;
    }

    /// <summary>Reads a whole file into memory and checks its header; the file is closed again.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ModelException">The file is missing, truncated or no safetensors file.</exception>
    public static SafetensorsFile Load(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: can't be read ({problem.Message})", problem) { Location = path };
        }

        return Parse(file, path);
    }

    /// <summary>Reads a file that is in memory already, and goes on using that memory.</summary>
    /// <param name="file">The bytes of the whole file; they must not change any more.</param>
    /// <param name="path">The name that errors give it.</param>
    /// <exception cref="ModelException">The bytes are truncated or no safetensors file.</exception>
    public static SafetensorsFile Parse(byte[] file, string path)
    {
        if (file.AsSpan().StartsWith("PK"u8) || file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x80, 2]))
        {
            throw new ModelException($"{path}: a PyTorch file, not safetensors; save its weights with safetensors.torch.save_file") { Location = path };
        }

        long headerLength = file.Length < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(file);
        if (headerLength is < 2 or > LargestHeader || headerLength > file.Length - 8)
        {
            throw new ModelException($"{path}: not a safetensors file, or cut short; fetch it again") { Location = path };
        }

        ReadOnlyMemory<byte> data = file.AsMemory(8 + (int)headerLength);
        var arrays = new Dictionary<string, SafetensorsArray>();
        var metadata = new Dictionary<string, string>();
        try
        {
            using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, (int)headerLength));
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
            {
                if (entry.Name == "__metadata__")
                {
                    foreach (JsonProperty text in entry.Value.EnumerateObject())
                    {
                        metadata[text.Name] = text.Value.GetString() ?? "";
                    }
                }
                else
                {
                    arrays[entry.Name] = SafetensorsArray.Parse(entry.Value, entry.Name, data.Length, path);
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
        {
            throw new ModelException($"{path}: its safetensors header is damaged; fetch it again", problem) { Location = path };
        }

        return new SafetensorsFile(arrays, metadata, data, path);
    }

    /// <summary>Writes float32 arrays, in the order given, whole or not at all.</summary>
    public static void Save(
        string path,
        IEnumerable<(string Name, long[] Shape, ReadOnlyMemory<float> Values)> arrays,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var list = arrays.ToList();
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, long[] shape, ReadOnlyMemory<float> values) in list)
            {
                if (shape.Aggregate(1L, (product, extent) => product * extent) != values.Length)
                {
                    throw new ArgumentException($"{name}: the shape does not hold {values.Length} values", nameof(arrays));
                }

                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                Array.ForEach(shape, json.WriteNumberValue);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += values.Length * sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8 keep the data aligned, as the format's own writer does.
        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }

        AtomicFile.Write(path, file =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            header.WriteTo(file);
            foreach ((_, _, ReadOnlyMemory<float> values) in list)
            {
                file.Write(MemoryMarshal.AsBytes(values.Span));
            }
        });
    }

    SafetensorsArray Find(string name) => arrays.TryGetValue(name, out SafetensorsArray? array)
        ? array
        : throw new ModelException($"{path}: has no array named {name} but {string.Join(", ", Names.Take(5))} …; give another file") { Location = path };

    sealed record SafetensorsArray(string Type, long[] Shape, long Begin, long End)
    {
        public int Count => checked((int)Shape.Aggregate(1L, (product, extent) => checked(product * extent)));

        public static SafetensorsArray Parse(JsonElement entry, string name, long dataLength, string path)
        {
            string type = entry.GetProperty("dtype").GetString() ?? "";
            JsonElement offsets = entry.GetProperty("data_offsets");
            var array = new SafetensorsArray(
                type,
                [.. entry.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())],
                offsets[0].GetInt64(),
                offsets[1].GetInt64());
            int width = type switch
            {
                "F32" => 4,
                "F16" => 2,
                _ => throw new ModelException($"{path}: {name} is stored as {type}; only F32 and F16 are read") { Location = path },
            };
            if (array.Begin < 0 || array.Shape.Any(extent => extent < 0) ||
                array.End - array.Begin != (long)array.Count * width || array.End > dataLength)
            {
                throw new ModelException($"{path}: {name} does not fit the file, which was cut short or damaged; fetch it again") { Location = path };
            }

            return array;
        }
    }
}

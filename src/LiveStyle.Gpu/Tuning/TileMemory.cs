using System.Security.Cryptography;
using System.Text.Json;
using LiveStyle.Files;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Kernels;
using LiveStyle.Gpu.Plan;

namespace LiveStyle.Gpu.Tuning;

/// <summary>Tiles that were measured on a device, in a JSON file of their own: shader, storage and form of the convolution name each.</summary>
/// <remarks>What can't be read is measured again; what can't be written is forgotten. Thread-safe, and safe between programs: what each adds stays.</remarks>
sealed class TileMemory
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly string path;
    readonly string prefix;

    /// <param name="info">The device.</param>
    /// <param name="shaders">Names of the shaders that are cut into tiles: other code, other choices.</param>
    /// <param name="folder">The folder of the files; null for livestyle in the user's cache folder.</param>
    public TileMemory(PhysicalDeviceInfo info, IEnumerable<string> shaders, string? folder)
    {
        path = Path.Combine(folder ?? UserCache.Folder, $"tiles-{info.Identity}.json");
        prefix = Convert.ToHexStringLower(SHA256.HashData([.. shaders.SelectMany(ShaderCode.Load)]))[..16] + " ";
    }

    /// <summary>Reads the tiles of those convolutions that have one, and a sound one.</summary>
    public Dictionary<ConvolutionForm, ConvolutionTile> Read(IEnumerable<PlannedConvolution> convolutions)
    {
        Dictionary<string, int[]> entries = ReadAll();
        var tiles = new Dictionary<ConvolutionForm, ConvolutionTile>();
        foreach (PlannedConvolution convolution in convolutions)
        {
            var form = ConvolutionForm.Of(convolution);
            if (entries.TryGetValue(prefix + form, out int[]? numbers) && ConvolutionTile.From(numbers) is { } tile && tile.IsSound(convolution))
            {
                tiles[form] = tile;
            }
        }

        return tiles;
    }

    /// <summary>Adds to what is remembered.</summary>
    public void Write(IReadOnlyDictionary<ConvolutionForm, ConvolutionTile> tiles)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Without it, as in a folder that takes no locks, the last of several programs wins.
            using FileHold? hold = FileHold.TryTake(path, Patience);
            Dictionary<string, int[]> entries = ReadAll();
            foreach ((ConvolutionForm form, ConvolutionTile tile) in tiles)
            {
                entries[prefix + form] = tile.ToNumbers();
            }

            AtomicFile.Write(path, file => JsonSerializer.Serialize(file, entries));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next start measures again.
        }
    }

    Dictionary<string, int[]> ReadAll()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int[]>>(File.ReadAllBytes(path)) ?? [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

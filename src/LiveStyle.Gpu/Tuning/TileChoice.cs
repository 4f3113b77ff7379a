using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Measurement;
using LiveStyle.Gpu.Plan;

namespace LiveStyle.Gpu.Tuning;

/// <summary>The tiles of a network on its device, as its options say: remembered, measured, or neither.</summary>
static class TileChoice
{
    /// <returns>The tiles by form; a form that is missing takes the default.</returns>
    /// <exception cref="GpuException">The device was lost.</exception>
    public static IReadOnlyDictionary<ConvolutionForm, ConvolutionTile> For(PlacedNetwork network, TileTuning tuning, string? folder) =>
        For(network, tuning, folder, new TileTuner(network));

    internal static IReadOnlyDictionary<ConvolutionForm, ConvolutionTile> For(PlacedNetwork network, TileTuning tuning, string? folder, TileTuner tuner)
    {
        GpuDevice device = network.Device;
        if (tuning == TileTuning.None)
        {
            return new Dictionary<ConvolutionForm, ConvolutionTile>();
        }

        var memory = new TileMemory(device.Info, NetworkKernels.TiledShaders(device, network.IsHalf), folder);
        Dictionary<ConvolutionForm, ConvolutionTile> tiles = tuning == TileTuning.Measure ? [] : memory.Read(tuner.Convolutions);
        bool measures = tuning == TileTuning.Measure || device.Info.Kind != GpuKind.Software;
        if (!measures || tuner.Convolutions.All(convolution => tiles.ContainsKey(ConvolutionForm.Of(convolution))) || !GpuTimer.HasClock(device))
        {
            return tiles;
        }

        try
        {
            IReadOnlyDictionary<ConvolutionForm, ConvolutionTile> measured = tuner.Tune(tiles.Keys);
            memory.Write(measured);
            foreach ((ConvolutionForm form, ConvolutionTile tile) in measured)
            {
                tiles[form] = tile;
            }
        }
        catch (GpuException problem) when (!problem.IsDeviceLost)
        {
            // No room for a measurement: the defaults do.
        }

        return tiles;
    }
}

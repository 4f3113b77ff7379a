using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

/// <summary>What freed memory holds, for whoever reads it before writing it.</summary>
static class StaleMemory
{
    /// <summary>Fills the memory that the next tensors of a few kilobytes to some megabytes are made in.</summary>
    public static void Fill(double value)
    {
        var tensors = new List<Tensor>();
        for (long length = 1 << 8; length <= 1 << 20; length *= 2)
        {
            for (int i = 0; i < 8; i++)
            {
                tensors.Add(full(length, value));
            }
        }

        tensors.ForEach(tensor => tensor.Dispose());
    }
}

namespace LiveStyle.TestKit.Weights;

/// <summary>VGG-19's arrays in torchvision's names, with a few maps and random values.</summary>
static class VggArrays
{
    /// <summary>All that torchvision's file has: sixteen convolutions, three fully connected layers.</summary>
    public static List<TorchArray> Whole(int seed = 5, string storage = "FloatStorage")
    {
        List<TorchArray> arrays = Features([0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34], seed, storage);
        for (int index = 0; index <= 6; index += 3)
        {
            arrays.Add(new TorchArray($"classifier.{index}.weight", [4, 8], new float[32], storage));
            arrays.Add(new TorchArray($"classifier.{index}.bias", [4], new float[4], storage));
        }

        return arrays;
    }

    /// <summary>Convolutions at those places, one after another.</summary>
    public static List<TorchArray> Features(int[] indices, int seed = 5, string storage = "FloatStorage")
    {
        var random = new Random(seed);
        var arrays = new List<TorchArray>();
        float[] Draw(long count, float largest) => [.. Enumerable.Range(0, (int)count).Select(_ => largest * (float)(random.NextDouble() * 2 - 1))];
        long inputs = 3;
        foreach (int index in indices)
        {
            long outputs = index < 10 ? 4 : 8;
            arrays.Add(new TorchArray($"features.{index}.weight", [outputs, inputs, 3, 3], Draw(outputs * inputs * 9, 1.5f / MathF.Sqrt(inputs * 9)), storage));
            arrays.Add(new TorchArray($"features.{index}.bias", [outputs], Draw(outputs, 0.05f), storage));
            inputs = outputs;
        }

        return arrays;
    }
}

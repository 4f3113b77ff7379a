namespace LiveStyle.Networks;

/// <summary>
/// What makes a map of 2×2 blocks free of their checkerboard: each pixel becomes the mean of the 2×2 pixels of which it is
/// the first. Where the blocks are alike, whatever their four values, all pixels come out equal, so that the network
/// has no checkerboard to please a shallow Gram matrix with (Sugawara, Shiota, Kiya, "Super-resolution using
/// convolutional neural networks without any checkerboard artifacts", ICIP 2018). Said as a 2×2 convolution of the blocks with fixed weights.
/// </summary>
public static class BlockSmoothing
{
    /// <summary>The height and width of a block, and of the kernel, in pixels.</summary>
    public const int Side = 2;
    const int Pixels = Side * Side;

    /// <summary>Weights [4·maps, 4·maps, 2, 2]; the blocks need their last row and column repeated once, below and to the right.</summary>
    public static float[] Kernel(int maps)
    {
        int channels = Pixels * maps;
        var kernel = new float[channels * channels * Pixels];
        for (int map = 0; map < maps; map++)
        {
            for (int pixel = 0; pixel < Pixels; pixel++)
            {
                for (int neighbor = 0; neighbor < Pixels; neighbor++)
                {
                    (int y, int x) = (pixel / Side + neighbor / Side, pixel % Side + neighbor % Side);
                    int from = map * Pixels + y % Side * Side + x % Side, to = map * Pixels + pixel;
                    kernel[((to * channels + from) * Side + y / Side) * Side + x / Side] = 1f / Pixels;
                }
            }
        }

        return kernel;
    }
}

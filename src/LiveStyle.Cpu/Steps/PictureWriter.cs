using LiveStyle.Cpu.Kernels;

namespace LiveStyle.Cpu.Steps;

/// <summary>Lays the last convolution's outputs out as a picture: [row][column][color].</summary>
/// <param name="picture">The picture.</param>
/// <param name="width">Its width in pixels.</param>
/// <param name="stride">Values from a row to the next; there is room for one pixel more than the width.</param>
/// <param name="side">b: b² pixels come at once.</param>
sealed unsafe class PictureWriter(float* picture, int width, long stride, int side)
{
    const int Colors = 3;

    /// <summary>Writes a tile.</summary>
    /// <param name="tile">Which, in blocks of pixels.</param>
    /// <param name="lines">[block of channels][row][column][lane], four rows; channels are pixel by pixel of a block.</param>
    /// <param name="lineStride">Values from a row to the next.</param>
    /// <param name="lanes">Channels in a block.</param>
    public void Write(Tile tile, float* lines, nint lineStride, int lanes)
    {
        for (int y = 0; y < tile.Height; y++)
        {
            for (int part = 0; part < side; part++)
            {
                float* row = picture + (long)((tile.Y + y) * side + part) * stride;
                for (int i = 0; i < Colors * side; i++)
                {
                    int channel = part * Colors * side + i;
                    float* from = lines + (channel / lanes * WinogradTransforms.Outputs + y) * lineStride + channel % lanes;
                    float* to = row + tile.X * Colors * side + i;
                    for (int x = 0; x < tile.Width; x++)
                    {
                        *to = *from;
                        from += lanes;
                        to += Colors * side;
                    }
                }

                Repeat(row, tile);
            }
        }
    }

    /// <summary>Right of the last block that block's first pixel is seen once more, by <see cref="PictureRows"/>.</summary>
    void Repeat(float* row, Tile tile)
    {
        if ((tile.X + tile.Width) * side >= width)
        {
            for (int color = 0; color < Colors; color++)
            {
                row[width * Colors + color] = row[(width - side) * Colors + color];
            }
        }
    }
}

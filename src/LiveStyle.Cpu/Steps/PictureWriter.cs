using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(Tile tile, float* lines, nint lineStride, int lanes)
    {
        for (int y = 0; y < tile.Height; y++)
        {
            for (int part = 0; part < side; part++)
            {
                float* row = picture + (long)((tile.Y + y) * side + part) * stride;

                // What follows each other in a block of channels does so in the picture.
                for (int i = 0; i < Colors * side;)
                {
                    int channel = part * Colors * side + i, length = Math.Min(Colors * side - i, lanes - channel % lanes);
                    float* from = lines + (channel / lanes * WinogradTransforms.Outputs + y) * lineStride + channel % lanes;
                    Copy(from, lanes, row + tile.X * Colors * side + i, Colors * side, length, tile.Width);
                    i += length;
                }

                Repeat(row, tile);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(float* from, int lanes, float* to, int step, int length, int count)
    {
        for (int x = 0; x < count; x++, from += lanes, to += step)
        {
            switch (length)
            {
                case 6:
                    Vector128.Load(from).Store(to);
                    Vector128.Load(from + 2).Store(to + 2);
                    break;
                case 4:
                    Vector128.Load(from).Store(to);
                    break;
                default:
                    for (int i = 0; i < length; i++)
                    {
                        to[i] = from[i];
                    }

                    break;
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

using LiveStyle.Frames;

namespace LiveStyle.Cpu.Kernels;

/// <summary>How a map is cut into tiles, one a task: the same whatever the number of threads, so that sums are too.</summary>
/// <param name="Size">The map's size.</param>
/// <param name="Width">A tile's width; those at the right may be narrower.</param>
/// <param name="Height">A tile's height; those at the bottom may be lower.</param>
readonly record struct TileGrid(FrameSize Size, int Width, int Height)
{
    public int Across => (Size.Width + Width - 1) / Width;

    public int Down => (Size.Height + Height - 1) / Height;

    public int Count => Across * Down;

    /// <summary>The part of the map that a task makes.</summary>
    public Tile this[int task]
    {
        get
        {
            int x = task % Across * Width, y = task / Across * Height;
            return new Tile(x, y, Math.Min(Width, Size.Width - x), Math.Min(Height, Size.Height - y));
        }
    }
}

/// <summary>A part of a map, in pixels.</summary>
readonly record struct Tile(int X, int Y, int Width, int Height);

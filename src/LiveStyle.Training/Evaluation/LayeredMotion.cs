using System.Numerics;
using System.Text.Json;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Evaluation;

/// <summary>The exact motion of a clip made of flat layers, in the format of media/README.md: flow and occlusion of any two frames.</summary>
sealed class LayeredMotion : IDisposable
{
    /// <summary>Pixels around a layer's border, and around the picture's, that mix two layers or lie outside.</summary>
    const float Border = 2;

    readonly Layer[] layers;
    readonly Matrix3x2[][] motion;

    LayeredMotion(JsonElement root, string folder)
    {
        Size = new FrameSize(root.GetProperty("width").GetInt32(), root.GetProperty("height").GetInt32());
        motion = [.. root.GetProperty("motion").EnumerateArray().Select(frame => frame.EnumerateArray().Select(Map).ToArray())];
        layers = [.. root.GetProperty("layers").EnumerateArray().Select(layer => new Layer(
            StillImage.Load(Path.Combine(folder, layer.GetProperty("coverage").GetString()!)),
            layer.GetProperty("left").GetInt32(), layer.GetProperty("top").GetInt32()))];
    }

    public FrameSize Size { get; }

    public int Frames => motion.Length;

    /// <exception cref="LiveStyleException">The file is missing or of another format.</exception>
    public static LayeredMotion Load(string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(path));
            return new LayeredMotion(json.RootElement, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new LiveStyleException($"{path}: holds no motion of a layered clip ({problem.Message.ReplaceLineEndings(" ")}); give a file such as media/sample.motion.json", problem);
        }
    }

    /// <summary>Where each pixel of a frame was in another, in pixels (a middle is at .5); NaN where it was hidden, outside, or at a border.</summary>
    /// <returns>Height × width, row by row.</returns>
    public Vector2[] Trace(int frame, int other)
    {
        Matrix3x2[] back = [.. motion[frame].Select(Invert)], otherBack = [.. motion[other].Select(Invert)];
        var places = new Vector2[Size.Width * Size.Height];
        Parallel.For(0, Size.Height, y =>
        {
            for (int x = 0; x < Size.Width; x++)
            {
                var place = new Vector2(x + 0.5f, y + 0.5f);
                int layer = LayerAt(back, place);
                Vector2 there = layer < 0 ? place : Vector2.Transform(place, back[layer] * motion[other][layer]);
                bool isSeen = layer >= 0 && IsInside(there) && IsAround(back, place, layer) && IsAround(otherBack, there, layer);
                places[y * Size.Width + x] = isSeen ? there : new Vector2(float.NaN);
            }
        });
        return places;
    }

    public void Dispose() => Array.ForEach(layers, layer => layer.Coverage.Dispose());

    static Matrix3x2 Map(JsonElement row)
    {
        float[] m = [.. row.EnumerateArray().Select(value => value.GetSingle())];
        return new Matrix3x2(m[0], m[3], m[1], m[4], m[2], m[5]);
    }

    static Matrix3x2 Invert(Matrix3x2 map) => Matrix3x2.Invert(map, out Matrix3x2 back) ? back : throw new FormatException("a layer's map can't be inverted");

    bool IsInside(Vector2 place) =>
        place.X > Border && place.X < Size.Width - Border && place.Y > Border && place.Y < Size.Height - Border;

    bool IsAround(Matrix3x2[] back, Vector2 place, int layer) =>
        LayerAt(back, place) == layer &&
        LayerAt(back, place + new Vector2(Border, 0)) == layer && LayerAt(back, place - new Vector2(Border, 0)) == layer &&
        LayerAt(back, place + new Vector2(0, Border)) == layer && LayerAt(back, place - new Vector2(0, Border)) == layer;

    /// <summary>The last layer that covers a place; -1 where none does.</summary>
    int LayerAt(Matrix3x2[] back, Vector2 place)
    {
        int layer = layers.Length - 1;
        while (layer >= 0 && layers[layer].CoverageAt(Vector2.Transform(place, back[layer])) < 0.5f)
        {
            layer--;
        }

        return layer;
    }

    sealed record Layer(HostFrame Coverage, int Left, int Top)
    {
        public float CoverageAt(Vector2 unit)
        {
            int x = (int)MathF.Floor(unit.X - Left), y = (int)MathF.Floor(unit.Y - Top);
            return x >= 0 && y >= 0 && x < Coverage.Size.Width && y < Coverage.Size.Height ? Coverage.Row(y)[x * 3] / 255f : 0;
        }
    }
}

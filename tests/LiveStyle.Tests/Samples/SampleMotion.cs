using System.Numerics;
using System.Text.Json;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Tests.House;

namespace LiveStyle.Tests.Samples;

/// <summary>What media/sample.motion.json says, read as media/README.md tells.</summary>
sealed class SampleMotion : IDisposable
{
    readonly Layer[] layers;
    readonly Matrix3x2[][] motion;

    public SampleMotion()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("media/sample.motion.json")));
        JsonElement root = json.RootElement;
        Size = new FrameSize(root.GetProperty("width").GetInt32(), root.GetProperty("height").GetInt32());
        layers = [.. root.GetProperty("layers").EnumerateArray().Select(layer => new Layer(
            StillImage.Load(Repository.PathOf("media/" + layer.GetProperty("coverage").GetString())),
            layer.GetProperty("left").GetInt32(), layer.GetProperty("top").GetInt32()))];
        motion = [.. root.GetProperty("motion").EnumerateArray().Select(frame => frame.EnumerateArray().Select(Map).ToArray())];
    }

    public FrameSize Size { get; }

    public int Frames => motion.Length;

    public int Layers => layers.Length;

    /// <summary>The layer seen at a place of a frame; -1 where none is.</summary>
    public int LayerAt(int frame, Vector2 place)
    {
        for (int k = layers.Length - 1; k >= 0; k--)
        {
            Matrix3x2.Invert(motion[frame][k], out Matrix3x2 back);
            if (layers[k].CoverageAt(Vector2.Transform(place, back)) >= 0.5f)
                return k;
        }

        return -1;
    }

    /// <summary>Where what <paramref name="layer"/> shows at a place of one frame is in another.</summary>
    public Vector2 Follow(int layer, Vector2 place, int from, int to)
    {
        Matrix3x2.Invert(motion[from][layer], out Matrix3x2 back);
        return Vector2.Transform(place, back * motion[to][layer]);
    }

    public void Dispose() => Array.ForEach(layers, layer => layer.Coverage.Dispose());

    static Matrix3x2 Map(JsonElement row)
    {
        float[] m = [.. row.EnumerateArray().Select(value => value.GetSingle())];
        return new Matrix3x2(m[0], m[3], m[1], m[4], m[2], m[5]);
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

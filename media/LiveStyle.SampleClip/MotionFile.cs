using System.Globalization;
using System.Numerics;
using System.Text;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.SampleClip;

/// <summary>The exact motion, written for those who measure: where each frame shows each layer, and what each layer covers.</summary>
static class MotionFile
{
    public static void Save(World world, string path, string coverageFolder)
    {
        var json = new StringBuilder();
        json.Append(CultureInfo.InvariantCulture, $$"""
            {
              "clip": "sample.mp4",
              "width": {{Camera.Width}},
              "height": {{Camera.Height}},
              "frameRate": "{{Camera.FrameRate}}/1",
              "frames": {{Camera.Frames}},
              "units": "x' = a*x + b*y + c, y' = d*x + e*y + f takes layer units to pixels; pixel (i, j) spans i to i+1, j to j+1",
              "layers": [

            """);
        json.AppendJoin(",\n", world.Layers.Select(layer => string.Create(CultureInfo.InvariantCulture,
            $$"""    {"name": "{{layer.Name}}", "coverage": "{{coverageFolder}}/{{layer.Name}}.png", "left": {{-layer.HalfWidth}}, "top": {{-layer.HalfHeight}}, "texelsPerUnit": 1}""")));
        json.Append("\n  ],\n  \"motion\": [\n");
        json.AppendJoin(",\n", Enumerable.Range(0, Camera.Frames).Select(frame =>
            "    [" + string.Join(", ", world.Layers.Select(layer => Row(Camera.See(layer, frame)))) + "]"));
        json.Append("\n  ]\n}\n");
        File.WriteAllText(path, json.ToString());
    }

    /// <summary>Writes each layer's coverage: white where it hides what is behind it, black where it is clear.</summary>
    public static void SaveCoverage(World world, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (Layer layer in world.Layers)
        {
            using HostFrame frame = HostFrame.Allocate(new FrameSize(2 * layer.HalfWidth, 2 * layer.HalfHeight));
            for (int y = 0; y < frame.Size.Height; y++)
            {
                for (int x = 0; x < frame.Size.Width; x++)
                {
                    var middle = new Vector2(x + 0.5f - layer.HalfWidth, y + 0.5f - layer.HalfHeight);
                    frame.Row(y).Slice(x * 3, 3).Fill((byte)(layer.Coverage(middle) * 255 + 0.5f));
                }
            }

            StillImage.Save(frame, Path.Combine(folder, layer.Name + ".png"));
        }
    }

    /// <summary>Writes for each frame which layer each pixel shows: its number, from 0, times 40.</summary>
    public static void SaveMasks(World world, string folder)
    {
        Directory.CreateDirectory(folder);
        for (int frame = 0; frame < Camera.Frames; frame++)
        {
            using HostFrame mask = HostFrame.Allocate(new FrameSize(Camera.Width, Camera.Height));
            byte[] visible = world.Visible(frame);
            for (int i = 0; i < visible.Length; i++)
            {
                mask.Pixels.Slice(i * 3, 3).Fill((byte)(visible[i] * 40));
            }

            StillImage.Save(mask, Path.Combine(folder, $"{frame:0000}.png"));
        }
    }

    static string Row(Matrix3x2 m) => string.Create(CultureInfo.InvariantCulture,
        $"[{m.M11:0.######}, {m.M21:0.######}, {m.M31:0.####}, {m.M12:0.######}, {m.M22:0.######}, {m.M32:0.####}]");
}

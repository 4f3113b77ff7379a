using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Tests;

/// <summary>A small world to train in: photographs, paintings and VGG-shaped weights, all made here.</summary>
sealed class TrainingFixture : IDisposable
{
    public TrainingFixture()
    {
        Folder = Directory.CreateTempSubdirectory("livestyle-training-").FullName;
        Photos = Directory.CreateDirectory(Path.Combine(Folder, "photos")).FullName;
        Paintings = Directory.CreateDirectory(Path.Combine(Folder, "paintings")).FullName;
        for (int i = 0; i < 6; i++)
        {
            SavePicture(Path.Combine(Photos, $"photo{i}.png"), new FrameSize(60 + 7 * i, 48 + 3 * i), i);
        }

        SavePicture(Path.Combine(Paintings, "red-stripes.png"), new FrameSize(80, 70), 21);
        SavePicture(Path.Combine(Paintings, "Blue Dots.png"), new FrameSize(70, 90), 22);
        Vgg = Path.Combine(Folder, "vgg.safetensors");
        SaveVgg(Vgg, distilled: false);
    }

    public string Folder { get; }

    public string Photos { get; }

    public string Paintings { get; }

    public string Vgg { get; }

    public TrainingOptions Options(string run, long steps) => new()
    {
        Photos = Photos,
        Paintings = Paintings,
        Vgg = Vgg,
        Output = Path.Combine(Folder, run),
        Architecture = new ClassicArchitecture(4, 1),
        CropSide = 32,
        Batch = 3,
        Steps = steps,
        PhotoSide = 48,
        PaintingSide = 64,
        Threads = 1,
        Precision = ConvolutionPrecision.Float32,
        CheckpointEvery = TimeSpan.FromHours(1),
        PreviewEvery = TimeSpan.FromHours(1),
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A smooth picture with stripes and some noise, another one for each seed.</summary>
    public static HostFrame Draw(FrameSize size, int seed)
    {
        var random = new Random(seed);
        double pitch = 5 + random.NextDouble() * 10, tilt = random.NextDouble() * 3;
        HostFrame frame = HostFrame.Allocate(size);
        for (int y = 0; y < size.Height; y++)
        {
            Span<byte> row = frame.Row(y);
            for (int x = 0; x < size.Width; x++)
            {
                double wave = 0.5 + 0.5 * Math.Sin((x + tilt * y) / pitch);
                row[3 * x] = (byte)(255 * wave);
                row[3 * x + 1] = (byte)(255 * y / size.Height);
                row[3 * x + 2] = (byte)((40 * seed + random.Next(60)) % 256);
            }
        }

        return frame;
    }

    public static void SavePicture(string path, FrameSize size, int seed)
    {
        using HostFrame frame = Draw(size, seed);
        StillImage.Save(frame, path);
    }

    /// <summary>VGG-19's thirteen convolutions in torchvision's names with 4 to 8 channels and random weights.</summary>
    public static void SaveVgg(string path, bool distilled)
    {
        var random = new Random(5);
        var arrays = new List<(string, long[], ReadOnlyMemory<float>)>();
        void Add(string name, params long[] shape)
        {
            float deviation = shape.Length == 1 ? 0.05f : 1.5f / MathF.Sqrt(shape[1] * shape[2] * shape[3]);
            arrays.Add((name, shape, Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b))
                .Select(_ => deviation * (float)(random.NextDouble() * 2 - 1)).ToArray()));
        }

        if (distilled)
        {
            Add("preproc.weight", 3, 3, 1, 1);
            Add("preproc.bias", 3);
        }

        long inputs = 3;
        foreach (int index in (int[])[0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28])
        {
            long outputs = index < 10 ? 4 : 8;
            Add($"features.{index}.weight", outputs, inputs, 3, 3);
            Add($"features.{index}.bias", outputs);
            inputs = outputs;
        }

        SafetensorsFile.Save(path, arrays);
    }
}

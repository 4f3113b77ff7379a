using System.Runtime.InteropServices;
using LiveStyle.Compositing;
using LiveStyle.Frames;

namespace LiveStyle.TestKit.Gpu;

/// <summary>Planes to RGB and back as the standards say it, in double precision. Samples are numbered as they lie in memory.</summary>
sealed unsafe class PlaneReference(FrameSize size, FrameFormat format)
{
    readonly int width = size.Width;
    readonly int height = size.Height;
    readonly int chromaWidth = (size.Width + format.ChromaColumns - 1) / format.ChromaColumns;
    readonly int chromaHeight = (size.Height + format.ChromaRows - 1) / format.ChromaRows;
    readonly bool isCenteredAcross = format.Siting == ChromaSiting.Center;
    readonly bool isCenteredDown = format.Siting != ChromaSiting.TopLeft;
    readonly int largest = (1 << format.BitsPerSample) - 1;
    readonly int shift = format.Layout == PixelLayout.P010 ? 6 : 0;
    readonly int step = format.BitsPerSample == 10 ? 4 : 1;
    readonly (double Red, double Blue) weights = format.Matrix switch
    {
        ColorMatrix.Bt601 => (0.299, 0.114),
        ColorMatrix.Bt709 => (0.2126, 0.0722),
        _ => (0.2627, 0.0593),
    };

    public int Samples => (int)format.ByteLength(size) / format.BytesPerSample;

    bool IsLimited => format.Range == ColorRange.Limited;

    (double Zero, double Span) Luma => IsLimited ? (16 * step, 219 * step) : (0, largest);

    (double Zero, double Span) Chroma => (128 * step, IsLimited ? 224 * step : largest);

    /// <summary>A frame of these codes.</summary>
    public HostFrame Frame(ReadOnlySpan<int> codes)
    {
        HostFrame frame = HostFrame.Allocate(size, format);
        Span<byte> bytes = Bytes(frame);
        for (int i = 0; i < codes.Length; i++)
        {
            if (format.BytesPerSample == 1)
            {
                bytes[i] = (byte)codes[i];
            }
            else
            {
                MemoryMarshal.Cast<byte, ushort>(bytes)[i] = (ushort)(codes[i] << shift);
            }
        }

        return frame;
    }

    public int[] Codes(HostFrame frame)
    {
        byte[] bytes = Bytes(frame).ToArray();
        return format.BytesPerSample == 1
            ? [.. bytes.Select(code => (int)code)]
            : [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray().Select(code => code >> shift)];
    }

    public static Span<byte> Bytes(HostFrame frame) => new((void*)frame.Address, (int)frame.ByteLength);

    /// <summary>R, G, B of each pixel in [0, 1], of codes.</summary>
    public double[] ToRgb(int[] codes)
    {
        if (format.IsPacked)
        {
            return [.. codes.Select(code => code / 255.0)];
        }

        var rgb = new double[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double luma = (codes[y * width + x] - Luma.Zero) / Luma.Span;
                double cb = (ChromaAt(codes, 0, x, y) - Chroma.Zero) / Chroma.Span;
                double cr = (ChromaAt(codes, 1, x, y) - Chroma.Zero) / Chroma.Span;
                double red = luma + 2 * (1 - weights.Red) * cr;
                double blue = luma + 2 * (1 - weights.Blue) * cb;
                double green = (luma - weights.Red * red - weights.Blue * blue) / (1 - weights.Red - weights.Blue);
                int pixel = (y * width + x) * 3;
                (rgb[pixel], rgb[pixel + 1], rgb[pixel + 2]) = (Math.Clamp(red, 0, 1), Math.Clamp(green, 0, 1), Math.Clamp(blue, 0, 1));
            }
        }

        return rgb;
    }

    /// <summary>Codes before they are rounded, of R, G, B of each pixel in [0, 1].</summary>
    public double[] ToCodes(double[] rgb)
    {
        if (format.IsPacked)
        {
            return [.. rgb.Select(value => value * 255)];
        }

        var codes = new double[Samples];
        for (int i = 0; i < width * height; i++)
        {
            codes[i] = Luma.Zero + Luma.Span * LumaOf(rgb, i % width, i / width);
        }

        for (int part = 0; part < 2; part++)
        {
            for (int i = 0; i < chromaWidth * chromaHeight; i++)
            {
                double sum = 0;
                foreach ((int x, double across) in Covered(i % chromaWidth, format.ChromaColumns, isCenteredAcross))
                {
                    foreach ((int y, double down) in Covered(i / chromaWidth, format.ChromaRows, isCenteredDown))
                    {
                        sum += across * down * DifferenceOf(rgb, part, x, y);
                    }
                }

                codes[ChromaNumber(part, i)] = Math.Clamp(Chroma.Zero + Chroma.Span * sum, 0, largest);
            }
        }

        return codes;
    }

    double ChromaAt(int[] codes, int part, int x, int y)
    {
        double sum = 0;
        foreach ((int column, double across) in Neighbors(x, format.ChromaColumns, isCenteredAcross, chromaWidth))
        {
            foreach ((int row, double down) in Neighbors(y, format.ChromaRows, isCenteredDown, chromaHeight))
            {
                sum += across * down * codes[ChromaNumber(part, row * chromaWidth + column)];
            }
        }

        return sum;
    }

    int ChromaNumber(int part, int number) => width * height
        + (format.PlaneCount == 2 ? number * 2 + part : part * chromaWidth * chromaHeight + number);

    static (int Index, double Weight)[] Neighbors(int pixel, int shared, bool isCentered, int length)
    {
        double first = shared == 2 && isCentered ? 0.5 : 0;
        double place = (pixel - first) / shared;
        int before = (int)Math.Floor(place);
        double way = place - before;
        return [(Math.Clamp(before, 0, length - 1), 1 - way), (Math.Clamp(before + 1, 0, length - 1), way)];
    }

    static (int Index, double Weight)[] Covered(int sample, int shared, bool isCentered) => (shared, isCentered) switch
    {
        (1, _) => [(sample, 1)],
        (_, true) => [(2 * sample, 0.5), (2 * sample + 1, 0.5)],
        _ => [(2 * sample - 1, 0.25), (2 * sample, 0.5), (2 * sample + 1, 0.25)],
    };

    double DifferenceOf(double[] rgb, int part, int x, int y) => part == 0
        ? (Part(rgb, x, y, 2) - LumaOf(rgb, x, y)) / (2 * (1 - weights.Blue))
        : (Part(rgb, x, y, 0) - LumaOf(rgb, x, y)) / (2 * (1 - weights.Red));

    double LumaOf(double[] rgb, int x, int y) =>
        weights.Red * Part(rgb, x, y, 0) + (1 - weights.Red - weights.Blue) * Part(rgb, x, y, 1) + weights.Blue * Part(rgb, x, y, 2);

    double Part(double[] rgb, int x, int y, int part) =>
        rgb[(Math.Clamp(y, 0, height - 1) * width + Math.Clamp(x, 0, width - 1)) * 3 + part];
}

namespace LiveStyle.Stylization.Tests.Strokes;

/// <summary>Catmull and Rom's cubic in its textbook form, in doubles, one pixel at a time.</summary>
static class PlainCubic
{
    public static double At(int width, int height, int wide, int high, int x, int y, Func<int, int, double> source)
    {
        double across = (x + 0.5) * width / wide - 0.5, down = (y + 0.5) * height / high - 0.5, sum = 0;
        for (int row = (int)Math.Floor(down) - 1; row <= (int)Math.Floor(down) + 2; row++)
        {
            for (int column = (int)Math.Floor(across) - 1; column <= (int)Math.Floor(across) + 2; column++)
            {
                sum += Kernel(row - down) * Kernel(column - across) * source(Math.Clamp(column, 0, width - 1), Math.Clamp(row, 0, height - 1));
            }
        }

        return sum;
    }

    static double Kernel(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
    }
}

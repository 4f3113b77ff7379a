using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>Sixteen RGB pixels taken apart: a byte a pixel in each vector. 48 bytes in memory.</summary>
readonly record struct SixteenPixels(Vector128<byte> Red, Vector128<byte> Green, Vector128<byte> Blue)
{
    public const int Count = 16;
    public const int ByteLength = 3 * Count;

    /// <summary>Shuffles a zero in.</summary>
    const byte X = 255;

    /// <param name="rgb">The first of 48 bytes.</param>
    public static SixteenPixels Load(ref byte rgb)
    {
        Vector128<byte> first = Vector128.LoadUnsafe(ref rgb);
        Vector128<byte> second = Vector128.LoadUnsafe(ref rgb, 16);
        Vector128<byte> third = Vector128.LoadUnsafe(ref rgb, 32);
        return new SixteenPixels(
            Vector128.Shuffle(first, Vector128.Create(0, 3, 6, 9, 12, 15, X, X, X, X, X, X, X, X, X, X))
                | Vector128.Shuffle(second, Vector128.Create(X, X, X, X, X, X, 2, 5, 8, 11, 14, X, X, X, X, X))
                | Vector128.Shuffle(third, Vector128.Create(X, X, X, X, X, X, X, X, X, X, X, 1, 4, 7, 10, 13)),
            Vector128.Shuffle(first, Vector128.Create(1, 4, 7, 10, 13, X, X, X, X, X, X, X, X, X, X, X))
                | Vector128.Shuffle(second, Vector128.Create(X, X, X, X, X, 0, 3, 6, 9, 12, 15, X, X, X, X, X))
                | Vector128.Shuffle(third, Vector128.Create(X, X, X, X, X, X, X, X, X, X, X, 2, 5, 8, 11, 14)),
            Vector128.Shuffle(first, Vector128.Create(2, 5, 8, 11, 14, X, X, X, X, X, X, X, X, X, X, X))
                | Vector128.Shuffle(second, Vector128.Create(X, X, X, X, X, 1, 4, 7, 10, 13, X, X, X, X, X, X))
                | Vector128.Shuffle(third, Vector128.Create(X, X, X, X, X, X, X, X, X, X, 0, 3, 6, 9, 12, 15)));
    }

    /// <param name="rgb">The first of 48 bytes.</param>
    public void Store(ref byte rgb)
    {
        Vector128<byte> first = Vector128.Shuffle(Red, Vector128.Create(0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X, 5))
            | Vector128.Shuffle(Green, Vector128.Create(X, 0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X))
            | Vector128.Shuffle(Blue, Vector128.Create(X, X, 0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X));
        Vector128<byte> second = Vector128.Shuffle(Red, Vector128.Create(X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10, X))
            | Vector128.Shuffle(Green, Vector128.Create(5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10))
            | Vector128.Shuffle(Blue, Vector128.Create(X, 5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X));
        Vector128<byte> third = Vector128.Shuffle(Red, Vector128.Create(X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X, X))
            | Vector128.Shuffle(Green, Vector128.Create(X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X))
            | Vector128.Shuffle(Blue, Vector128.Create(10, X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15));
        first.StoreUnsafe(ref rgb);
        second.StoreUnsafe(ref rgb, 16);
        third.StoreUnsafe(ref rgb, 32);
    }

    /// <summary>The values of sixteen gray pixels, each where the three bytes of its RGB pixel lie.</summary>
    public static (Vector128<byte> First, Vector128<byte> Second, Vector128<byte> Third) Repeat(Vector128<byte> gray) => (
        Vector128.Shuffle(gray, Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5)),
        Vector128.Shuffle(gray, Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10)),
        Vector128.Shuffle(gray, Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15)));
}

namespace LiveStyle.Cpu.Vectors;

/// <summary>A number that the compiler knows, so that a kernel is compiled for it.</summary>
interface ICount
{
    static abstract int Value { get; }
}

readonly struct One : ICount
{
    public static int Value => 1;
}

readonly struct Two : ICount
{
    public static int Value => 2;
}

readonly struct Three : ICount
{
    public static int Value => 3;
}

readonly struct Six : ICount
{
    public static int Value => 6;
}

readonly struct Eight : ICount
{
    public static int Value => 8;
}

readonly struct Twelve : ICount
{
    public static int Value => 12;
}

/// <summary>From a pixel's block of channels to the next one's.</summary>
readonly struct NextPixel<TSet, TVector> : ICount
    where TSet : IVectors<TVector>
    where TVector : struct
{
    public static int Value => TSet.Count;
}

/// <summary>From a pixel's block of channels to that of the next but one.</summary>
readonly struct NextButOnePixel<TSet, TVector> : ICount
    where TSet : IVectors<TVector>
    where TVector : struct
{
    public static int Value => 2 * TSet.Count;
}

namespace LiveStyle.Cpu.Vectors;

/// <summary>A width of vectors: what the kernels, which are written once, are made of.</summary>
/// <typeparam name="TVector">So many float32 values at once.</typeparam>
unsafe interface IVectors<TVector>
    where TVector : struct
{
    /// <summary>The number of values in a vector, which is the number of channels in a block of a map.</summary>
    static abstract int Count { get; }

    static abstract TVector Fill(float value);

    static abstract TVector Load(float* from);

    static abstract void Store(float* to, TVector vector);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left · right + sum, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector sum);

    /// <summary>The larger values; what is not a number may become the right one.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>The smaller values; what is not a number may become the right one.</summary>
    static abstract TVector Min(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>To the nearest whole numbers, halves to even.</summary>
    static abstract TVector Round(TVector vector);

    /// <summary>2 to a whole exponent of -126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector exponent);

    /// <summary>Bytes as values of 0 to 255.</summary>
    static abstract TVector LoadBytes(byte* from);

    /// <summary>Values of 0 to 255 as bytes, halves to even.</summary>
    static abstract void StoreBytes(byte* to, TVector vector);
}

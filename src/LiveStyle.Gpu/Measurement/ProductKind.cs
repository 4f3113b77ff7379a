namespace LiveStyle.Gpu.Measurement;

/// <summary>How two matrices are multiplied.</summary>
enum ProductKind
{
    /// <summary>float32 throughout.</summary>
    Single,

    /// <summary>float16 throughout.</summary>
    Half,

    /// <summary>Cooperative matrices of float16, summed in float32; spelled out on a device that has none.</summary>
    Matrix,
}

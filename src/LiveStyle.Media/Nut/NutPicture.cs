namespace LiveStyle.Media.Nut;

/// <summary>The header of one picture; its bytes follow in the stream.</summary>
/// <param name="Pts">Ticks of the stream's time base.</param>
/// <param name="ByteLength">The bytes of the whole picture, elided first bytes included.</param>
/// <param name="Elided">The first bytes that the stream leaves out; often none.</param>
readonly record struct NutPicture(long Pts, long ByteLength, ReadOnlyMemory<byte> Elided);

namespace LiveStyle.Media.Nut;

/// <summary>The header of one picture, or of one piece of sound; its bytes follow in the stream.</summary>
/// <param name="Stream">0: a picture; 1: sound.</param>
/// <param name="Pts">Ticks of the stream's time base.</param>
/// <param name="ByteLength">The bytes of all of it, elided first bytes included.</param>
/// <param name="Elided">The first bytes that the stream leaves out; often none.</param>
readonly record struct NutPicture(int Stream, long Pts, long ByteLength, ReadOnlyMemory<byte> Elided);

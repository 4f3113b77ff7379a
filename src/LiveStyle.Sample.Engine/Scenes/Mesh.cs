namespace LiveStyle.Sample.Scenes;

/// <summary>Where a shape lies in the scene's one index buffer and one vertex buffer.</summary>
readonly record struct Mesh(int FirstIndex, int IndexCount, int FirstVertex);
